package vn.solieu.indicator.observation;

import static java.util.Objects.requireNonNull;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.StreamingOutput;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.solieu.indicator.observation.FigureReader.Reading;
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

  /**
   * What is asked for, as far as it is known before anything is read.
   *
   * @param pin what may count; of a question for now, whatever the snapshot has
   * @param boundary the day on which areas are named
   * @param limit figures of a page
   */
  private record Question(
      Selection selection,
      Pin pin,
      boolean immutable,
      LocalDate boundary,
      String canonical,
      Position start,
      Optional<Integer> limit,
      Format format) {

    /** The last publication that counts. What does not touch these indicators does not. */
    long sequence(Snapshot snapshot) {
      return immutable ? pin.sequence() : Math.min(pin.sequence(), snapshot.lastOpening());
    }

    EntityTag tag(Snapshot snapshot) {
      return EntityTag.of(
          "observations",
          sequence(snapshot),
          snapshot.revision(),
          boundary,
          canonical,
          start,
          limit.orElse(0),
          format);
    }
  }

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
    Optional<Pin> release = release(query, violations);

    if (!violations.isEmpty()) {
      if (isOld(selection, snapshot(selection))) {
        return Optional.empty();
      }
      violations.throwIfAny(
          ProblemType.INVALID_PARAMETER,
          Text.of("Tham số không hợp lệ; xem errors.", "A parameter is not valid; see errors."));
    }
    Format format = named.orElseGet(() -> negotiated(accepted));
    String canonical = selection.canonical();
    Optional<Cursor> cursor = Cursor.parse(first(parameters, "cursor").orElse(null), canonical, 2);
    Question question =
        new Question(
            selection,
            release.orElseGet(() -> pin(query, cursor)),
            release.isPresent(),
            release.map(Observations::day).orElse(today),
            canonical,
            cursor.map(Position::of).orElse(Position.START),
            limit,
            format);
    if (ifNoneMatch != null) {
      Snapshot snapshot = snapshot(selection);
      EntityTag tag = question.tag(snapshot);
      if (Preconditions.notModified(ifNoneMatch, tag)) {
        return isOld(selection, snapshot)
            ? Optional.empty()
            : Optional.of(
                new Answer(snapshot.lastApplied(), tag, question.immutable(), format, null, null));
      }
    }
    Reading reading =
        reader.read(
            selection,
            question.pin(),
            question.start(),
            limit.orElse(MOST_FIGURES),
            question.boundary());
    return isOld(selection, reading.snapshot())
        ? Optional.empty()
        : Optional.of(answer(question, reading));
  }

  private Snapshot snapshot(Selection selection) {
    return gate.publishedAtOnce(connection -> publications.snapshot(connection, selection));
  }

  private boolean isOld(Selection selection, Snapshot snapshot) {
    boolean isOld = snapshot.revision() != selection.revision();
    if (isOld) {
      selections.renew(snapshot.revision());
    }
    return isOld;
  }

  private Answer answer(Question question, Reading reading) {
    Snapshot snapshot = reading.snapshot();
    long sequence = question.sequence(snapshot);
    boolean streams = question.format() == Format.CSV && question.limit().isEmpty();
    Position next = reading.page().next();
    return new Answer(
        snapshot.lastApplied(),
        question.tag(snapshot),
        question.immutable(),
        question.format(),
        body(question, sequence, reading.page(), streams),
        next == null || streams ? null : next.cursor(sequence, question.canonical()));
  }

  private static LocalDate day(Pin release) {
    return requireNonNull(release.publishedUntil(), "a release has an instant")
        .atZoneSameInstant(Zone.HO_CHI_MINH)
        .toLocalDate();
  }

  /** A snapshot has nothing later than its last opening, so that needs no bound. */
  private static Pin pin(ObservationQuery query, Optional<Cursor> cursor) {
    Instant asOf = query.asOf();
    return new Pin(
        cursor.map(Cursor::sequence).orElse(Long.MAX_VALUE),
        asOf == null ? null : asOf.atOffset(ZoneOffset.UTC));
  }

  private Object body(Question question, long sequence, FigurePage first, boolean streams) {
    Selection selection = question.selection();
    if (question.format() == Format.JSON) {
      return SeriesJson.write(selection.measures(), sequence, question.boundary(), first);
    }
    return (StreamingOutput)
        out -> {
          TidyCsv csv = new TidyCsv(selection, out);
          csv.heading();
          csv.rows(first);
          Position next = streams ? first.next() : null;
          // Each piece is read by itself, pinned as the first: a slow reader holds no connection.
          Pin pin = new Pin(sequence, question.pin().publishedUntil());
          while (next != null) {
            FigurePage page =
                reader.read(selection, pin, next, MOST_FIGURES, question.boundary()).page();
            csv.rows(page);
            next = page.next();
          }
        };
  }

  private Optional<Pin> release(ObservationQuery query, Violations violations) {
    String release = query.release();
    if (release == null) {
      return Optional.empty();
    }
    // A release that is published stays so: this may be an earlier snapshot than that of the
    // figures.
    Optional<Pin> pin = gate.publishedAtOnce(connection -> publications.pin(connection, release));
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
