package vn.solieu.indicator.observation;

import static java.util.Objects.requireNonNull;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.StreamingOutput;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.solieu.indicator.observation.Publications.Snapshot;
import vn.solieu.platform.http.Cursor;
import vn.solieu.platform.http.EntityTag;
import vn.solieu.platform.http.Preconditions;
import vn.solieu.platform.problem.ProblemException;
import vn.solieu.platform.problem.ProblemType;
import vn.solieu.platform.problem.Text;
import vn.solieu.platform.problem.Violation;
import vn.solieu.platform.problem.Violations;
import vn.solieu.platform.publication.ReleaseGate;
import vn.solieu.platform.time.Zone;

/** Answers questions for public figures. */
@ApplicationScoped
class Observations {

  /** Figures of a page, and of a piece of a streamed answer: a megabyte or two in memory. */
  static final int MOST_FIGURES = 10_000;

  /**
   * @param lastApplied the last publication that this copy knows
   * @param immutable the answer will never be another
   * @param body an entity: bytes, or a stream where it is longer than a page; null when the caller
   *     has it already
   * @param next the cursor of the next page
   */
  record Answer(
      long lastApplied,
      EntityTag tag,
      boolean immutable,
      Format format,
      @Nullable Object body,
      @Nullable String next) {}

  private record Known(Pin pin, boolean immutable, LocalDate boundary) {}

  private final ReleaseGate gate;
  private final Selections selections;
  private final Publications publications;
  private final FigureReader reader;
  private final Clock clock;

  Observations(
      ReleaseGate gate,
      Selections selections,
      Publications publications,
      FigureReader reader,
      Clock clock) {
    this.gate = gate;
    this.selections = selections;
    this.publications = publications;
    this.reader = reader;
    this.clock = clock;
  }

  /**
   * @param parameters of the request, as they came
   * @param accepted the media ranges of its Accept header
   * @throws ProblemException 400 with everything that is wrong with the parameters; 406
   */
  Answer answer(
      Map<String, List<String>> parameters,
      List<MediaType> accepted,
      @Nullable String ifNoneMatch) {
    while (true) {
      Optional<Answer> answer = answerOfOneRevision(parameters, accepted, ifNoneMatch);
      if (answer.isPresent()) {
        return answer.get();
      }
    }
  }

  /** Empty if the definitions were others when the figures were read than when names were. */
  private Optional<Answer> answerOfOneRevision(
      Map<String, List<String>> parameters,
      List<MediaType> accepted,
      @Nullable String ifNoneMatch) {
    Instant now = clock.instant();
    LocalDate today = LocalDate.ofInstant(now, Zone.HO_CHI_MINH);
    Violations violations = new Violations();
    ObservationQuery query = QueryGrammar.parse(parameters, now, violations);
    Optional<Format> named = namedFormat(parameters, violations);
    Optional<Integer> limit = limit(parameters, violations);
    Selection selection = selections.resolve(query, today, violations);

    return gate.published(
        connection -> {
          Snapshot snapshot = publications.snapshot(connection, selection.indicatorKeys());
          if (snapshot.revision() != selection.revision()) {
            selections.renew(snapshot.revision());
            return Optional.empty();
          }
          Optional<Pin> release = release(connection, query, snapshot, violations);
          violations.throwIfAny(
              ProblemType.INVALID_PARAMETER,
              Text.of(
                  "Tham số không hợp lệ; xem errors.", "A parameter is not valid; see errors."));
          Format format = named.orElseGet(() -> negotiated(accepted));
          String canonical = selection.canonical();
          Optional<Cursor> cursor =
              Cursor.parse(first(parameters, "cursor").orElse(null), canonical, 2);
          Known known = known(snapshot, query, release, cursor, today);
          Position start = cursor.map(Position::of).orElse(Position.START);
          EntityTag tag =
              EntityTag.of(
                  "observations",
                  known.pin().sequence(),
                  snapshot.revision(),
                  known.boundary(),
                  canonical,
                  start,
                  limit.orElse(0),
                  format);
          if (Preconditions.notModified(ifNoneMatch, tag)) {
            return Optional.of(
                new Answer(snapshot.lastApplied(), tag, known.immutable(), format, null, null));
          }
          FigurePage page =
              reader.read(
                  connection,
                  selection,
                  known.pin(),
                  start,
                  limit.orElse(MOST_FIGURES),
                  known.boundary());
          boolean streams = format == Format.CSV && limit.isEmpty();
          return Optional.of(
              new Answer(
                  snapshot.lastApplied(),
                  tag,
                  known.immutable(),
                  format,
                  body(selection, known, page, format, streams),
                  page.next() == null || streams
                      ? null
                      : page.next().cursor(known.pin().sequence(), canonical)));
        });
  }

  private static Known known(
      Snapshot snapshot,
      ObservationQuery query,
      Optional<Pin> release,
      Optional<Cursor> cursor,
      LocalDate today) {
    if (release.isPresent()) {
      Pin pin = release.get();
      LocalDate boundary =
          requireNonNull(pin.publishedUntil(), "a release has an instant")
              .atZoneSameInstant(Zone.HO_CHI_MINH)
              .toLocalDate();
      return new Known(pin, true, boundary);
    }
    Instant asOf = query.asOf();
    // What does not touch these indicators does not change the answer, nor its tag.
    long sequence = snapshot.lastOpening();
    if (cursor.isPresent()) {
      sequence = Math.min(sequence, cursor.get().sequence());
    }
    Pin pin =
        new Pin(sequence, asOf == null ? null : asOf.atOffset(ZoneOffset.UTC), snapshot.inOrder());
    return new Known(pin, false, today);
  }

  private Object body(
      Selection selection, Known known, FigurePage first, Format format, boolean streams) {
    if (format == Format.JSON) {
      return SeriesJson.write(selection.measures(), known.pin(), known.boundary(), first);
    }
    return (StreamingOutput)
        out -> {
          TidyCsv csv = new TidyCsv(selection, out);
          csv.heading();
          csv.rows(first);
          Position next = streams ? first.next() : null;
          // Each piece is read in a transaction of its own, pinned as the first: a slow reader
          // holds no
          // connection.
          while (next != null) {
            Position start = next;
            FigurePage page =
                gate.published(
                    connection ->
                        reader.read(
                            connection,
                            selection,
                            known.pin(),
                            start,
                            MOST_FIGURES,
                            known.boundary()));
            csv.rows(page);
            next = page.next();
          }
        };
  }

  private Optional<Pin> release(
      Connection connection, ObservationQuery query, Snapshot snapshot, Violations violations)
      throws SQLException {
    String release = query.release();
    if (release == null) {
      return Optional.empty();
    }
    Optional<Pin> pin = publications.pin(connection, release, snapshot);
    violations.check(
        pin.isPresent(),
        Violation.inParameter(
            "release",
            "unknown",
            Text.of(
                "Không có đợt phổ biến nào đã công bố mang mã này.",
                "There is no published release with this id.")));
    return pin;
  }

  private static Optional<Integer> limit(
      Map<String, List<String>> parameters, Violations violations) {
    Optional<String> text = first(parameters, "limit");
    if (text.isEmpty()) {
      return Optional.empty();
    }
    if (text.get().matches("[0-9]{1,5}")) {
      int limit = Integer.parseInt(text.get());
      if (limit >= 1 && limit <= MOST_FIGURES) {
        return Optional.of(limit);
      }
    }
    violations.add(
        Violation.inParameter(
            "limit",
            "range",
            Text.of(
                "limit là số số liệu của một trang: từ 1 đến %d.".formatted(MOST_FIGURES),
                "limit is the number of figures on a page: from 1 to %d."
                    .formatted(MOST_FIGURES))));
    return Optional.empty();
  }

  private static Optional<Format> namedFormat(
      Map<String, List<String>> parameters, Violations violations) {
    Optional<String> name = first(parameters, "format");
    Optional<Format> format = name.flatMap(Format::find);
    violations.check(
        name.isEmpty() || format.isPresent(),
        Violation.inParameter(
            "format", "word", Text.of("format là json hoặc csv.", "format is json or csv.")));
    return format;
  }

  private static Format negotiated(List<MediaType> accepted) {
    return Format.negotiate(accepted)
        .orElseThrow(
            () ->
                new ProblemException(
                    ProblemType.NOT_ACCEPTABLE,
                    Text.of(
                        "Có application/json và text/csv.",
                        "There are application/json and text/csv.")));
  }

  private static Optional<String> first(Map<String, List<String>> parameters, String name) {
    return parameters.getOrDefault(name, List.of()).stream().findFirst();
  }
}
