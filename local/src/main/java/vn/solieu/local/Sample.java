package vn.solieu.local;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The sample province as it lies in {@code sample/} on the class path; where its figures come from
 * is described in {@code sample/README.md}.
 */
final class Sample {

  static final List<String> HISTORIES = List.of("investment", "rice", "prices", "grdp");

  private Sample() {}

  /** Documents by id, in the order in which they refer to each other. */
  static Map<String, JsonNode> documents(String name) {
    Map<String, JsonNode> documents = new LinkedHashMap<>();
    json(name + ".json")
        .properties()
        .forEach(entry -> documents.put(entry.getKey(), entry.getValue()));
    return documents;
  }

  /**
   * What was published on one day in the past.
   *
   * @param release as it is planned
   * @param edition of the release's product, if one came out with it
   * @param figures CSV with a heading, as it is pushed
   */
  record Issue(
      String form, String period, JsonNode release, Optional<JsonNode> edition, String figures) {

    OffsetDateTime publishedAt() {
      return OffsetDateTime.parse(release.get("publishedAt").asText());
    }

    String releaseId() {
      return release.get("id").asText();
    }
  }

  /** All past releases in the order in which the public saw them. */
  static List<Issue> issues() {
    return HISTORIES.stream()
        .flatMap(history -> issues(history).stream())
        .sorted(Comparator.comparing(Issue::publishedAt).thenComparing(Issue::form))
        .toList();
  }

  /** The past releases of one of {@link #HISTORIES}, in the same order. */
  static List<Issue> issues(String history) {
    Map<String, String> figures = figures(history);
    List<Issue> issues = new ArrayList<>();
    for (JsonNode issue : json("history/" + history + ".json")) {
      String period = issue.get("period").asText();
      issues.add(
          new Issue(
              issue.get("form").asText(),
              period,
              issue.get("release"),
              Optional.ofNullable(issue.get("edition")),
              Objects.requireNonNull(figures.get(period), period)));
    }
    return issues;
  }

  /** The figures of a history by the period of their report: its first column, which is cut off. */
  private static Map<String, String> figures(String history) {
    List<String> lines = text("history/" + history + ".csv").lines().toList();
    String heading = afterFirstColumn(lines.getFirst());
    Map<String, StringBuilder> files = new LinkedHashMap<>();
    for (String line : lines.subList(1, lines.size())) {
      files
          .computeIfAbsent(
              line.substring(0, line.indexOf(',')),
              period -> new StringBuilder(heading).append('\n'))
          .append(afterFirstColumn(line))
          .append('\n');
    }
    Map<String, String> figures = new LinkedHashMap<>();
    files.forEach((period, file) -> figures.put(period, file.toString()));
    return figures;
  }

  private static String afterFirstColumn(String line) {
    return line.substring(line.indexOf(',') + 1);
  }

  static JsonNode json(String name) {
    try (InputStream in = open(name)) {
      return Api.JSON.readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String text(String name) {
    try (InputStream in = open(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputStream open(String name) throws IOException {
    InputStream in = Sample.class.getResourceAsStream("/sample/" + name);
    if (in == null) {
      throw new IOException("The sample has no " + name);
    }
    return in;
  }
}
