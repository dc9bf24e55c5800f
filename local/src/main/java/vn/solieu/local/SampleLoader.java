package vn.solieu.local;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import vn.solieu.local.Api.Answer;
import vn.solieu.local.Sample.Issue;

/**
 * Brings the sample province into an installation through the API alone, as the persons would who
 * would do it. It asks what is there before it adds, so it can be stopped at any point and run
 * again.
 */
final class SampleLoader {

  /** In the order in which they refer to each other. */
  private static final List<String> REGISTERS =
      List.of(
          "working-days",
          "codelists",
          "agencies",
          "areas",
          "indicators",
          "indicator-systems",
          "forms",
          "products");

  /** So many reports are pushed and accepted while an earlier one is being published. */
  private static final int AHEAD = 8;

  private static final int UNPROCESSABLE = 422;
  private static final int ATTEMPTS = 150;
  private static final Duration ASKED_AGAIN = Duration.ofMillis(200);
  private static final int PAGE = 1000;

  private final Api statistician;
  private final Api nationalOffice;
  private final Api appraiser;
  private final Api archivist;
  private final Api head;
  private final UnitCorrection units = new UnitCorrection();

  SampleLoader(Api gateway, Tokens tokens) {
    String office = "thong-ke-tinh";
    statistician = gateway.as(tokens.of("sample-statistician", office, List.of("statistician")));
    nationalOffice = gateway.as(tokens.of("sample-reporter", "cuc-thong-ke", List.of("reporter")));
    appraiser = gateway.as(tokens.of("sample-appraiser", office, List.of("appraiser")));
    archivist = gateway.as(tokens.of("sample-archivist", office, List.of("admin")));
    head = gateway.as(tokens.of("sample-head", office, List.of("calendar-approver")));
  }

  void load(Progress progress) throws Exception {
    loadDefinitions(progress);
    publish(Sample.issues(), progress);
    progress.step("Sample: a form that is owed", this::issueExample);
  }

  void loadDefinitions(Progress progress) throws Exception {
    for (String register : REGISTERS) {
      progress.step("Sample: " + register, () -> put(register));
    }
  }

  /** Publishes those of the issues that are not published yet, in the order given. */
  void publish(List<Issue> issues, Progress progress) throws Exception {
    progress.step("Sample: past releases", () -> publish(issues));
  }

  private String put(String register) {
    Map<String, JsonNode> documents = Sample.documents(register);
    int added = 0;
    int corrected = 0;
    for (var document : documents.entrySet()) {
      String path = "/v1/" + register + "/" + document.getKey();
      Answer stored = archivist.get(path);
      if (!stored.found()) {
        archivist.put(path, document.getValue()).expect(201);
        added++;
        continue;
      }
      Optional<JsonNode> other = units.of(register, stored.json(), document.getValue());
      if (other.isPresent()) {
        String tag = stored.header("ETag").orElseThrow();
        archivist.put(path, other.get(), "If-Match", tag).expect(200);
        corrected++;
      }
    }
    return "%d, %d of them new".formatted(documents.size(), added)
        + (corrected == 0 ? "" : ", %d with another unit".formatted(corrected));
  }

  private String publish(List<Issue> issues) throws Exception {
    Set<String> published = published();
    List<Issue> missing =
        issues.stream().filter(issue -> !published.contains(issue.releaseId())).toList();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Map<String, Map<String, JsonNode>> obligations = new HashMap<>();
      missing.stream()
          .map(Issue::form)
          .distinct()
          .forEach(form -> obligations.put(form, obligations(form)));
      Deque<CompletableFuture<String>> accepted = new ArrayDeque<>();
      int next = 0;
      for (Issue issue : missing) {
        while (next < missing.size() && accepted.size() < AHEAD) {
          Issue ahead = missing.get(next++);
          Map<String, JsonNode> owed = Objects.requireNonNull(obligations.get(ahead.form()));
          accepted.add(
              CompletableFuture.supplyAsync(
                  () -> accept(push(ahead, owed.get(ahead.period()))), threads));
        }
        publish(issue, accepted.remove().get());
      }
    }
    return "%d, %d of them new".formatted(issues.size(), missing.size());
  }

  /** Ids of the releases in the publication log. */
  private Set<String> published() {
    Set<String> ids = new HashSet<>();
    long last = 0;
    Api.Answer page;
    do {
      page = archivist.get("/v1/publications?after=%d&limit=%d".formatted(last, PAGE)).expect(200);
      for (JsonNode publication : page.json().get("items")) {
        ids.add(publication.get("releaseId").asText());
        last = publication.get("sequence").asLong();
      }
    } while (page.header("link").isPresent());
    return ids;
  }

  /** What is owed of a form, by period. */
  private Map<String, JsonNode> obligations(String form) {
    Map<String, JsonNode> obligations = new HashMap<>();
    appraiser
        .get("/v1/obligations?form=%s&limit=%d".formatted(form, PAGE))
        .expect(200)
        .json()
        .get("items")
        .forEach(obligation -> obligations.put(obligation.get("period").asText(), obligation));
    return obligations;
  }

  /**
   * The submission of the issue's figures, pushed now or by an earlier run.
   *
   * @param known what is owed of it; null while its round is not issued
   */
  private JsonNode push(Issue issue, @Nullable JsonNode known) {
    JsonNode obligation = known == null ? issueRound(issue.form(), issue.period()) : known;
    String owed = obligation.get("id").asText();
    if (!obligation.get("state").asText().equals("open")) {
      return submissionOf(owed);
    }
    Answer receipt =
        nationalOffice.postCsv(
            "/v1/submissions?obligation=" + owed,
            issue.figures(),
            "Idempotency-Key",
            "sample-" + issue.releaseId());
    return receipt.expect(201).json();
  }

  private JsonNode issueRound(String form, String period) {
    String round =
        statistician
            .post("/v1/rounds", Api.JSON.createObjectNode().put("form", form).put("period", period))
            .expect(201)
            .createdId();
    return appraiser.get("/v1/obligations?round=" + round).expect(200).json().get("items").get(0);
  }

  private JsonNode submissionOf(String obligation) {
    for (JsonNode submission :
        appraiser.get("/v1/submissions?obligation=" + obligation).expect(200).json().get("items")) {
      if (Set.of("received", "accepted").contains(submission.get("state").asText())) {
        return submission;
      }
    }
    throw new IllegalStateException("Nothing waits for obligation " + obligation);
  }

  /** The vintage of the submission, once it is accepted. */
  private String accept(JsonNode submission) {
    String path = "/v1/submissions/" + submission.get("id").asText();
    if (submission.get("state").asText().equals("received")) {
      String tag = appraiser.get(path).expect(200).header("ETag").orElseThrow();
      appraiser.post(path + "/accept", "If-Match", tag).expect(200);
    }
    return submission.get("vintage").asText();
  }

  private void publish(Issue issue, String vintage) throws InterruptedException {
    String release = "/v1/releases/" + issue.releaseId();
    if (!archivist.get(release).found()) {
      plan(issue.release());
    }
    archivist.put(release + "/contents/vintage/" + vintage).expect(200, 201);
    issue
        .edition()
        .map(edition -> edition(issue.release().get("product").asText(), edition))
        .ifPresent(id -> archivist.put(release + "/contents/edition/" + id).expect(200, 201));
    String tag = head.get(release).expect(200).header("ETag").orElseThrow();
    head.post(release + "/confirm", Api.JSON.createObjectNode(), "If-Match", tag).expect(200);
  }

  /** The calendar hears of agencies and products by events, so a moment after they are defined. */
  private void plan(JsonNode release) throws InterruptedException {
    Answer planned = archivist.post("/v1/releases", release);
    for (int again = 0; planned.status() == UNPROCESSABLE && again < ATTEMPTS; again++) {
      Thread.sleep(ASKED_AGAIN);
      planned = archivist.post("/v1/releases", release);
    }
    planned.expect(201);
  }

  /** The edition for the same release, added now or by an earlier run. */
  private String edition(String product, JsonNode edition) {
    String editions = "/v1/products/" + product + "/editions";
    for (JsonNode known : statistician.get(editions).expect(200).json().get("items")) {
      if (edition.get("release").equals(known.get("release"))) {
        return known.get("id").asText();
      }
    }
    return archivist.post(editions, edition).expect(201).createdId();
  }

  private String issueExample() {
    String form = "EX-RICE";
    if (obligations(form).isEmpty()) {
      issueRound(form, "2024");
    }
    return "so-nnmt owes " + form + " for 2024";
  }
}
