package vn.solieu.indicator.observation;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import vn.solieu.indicator.definition.Measure;
import vn.solieu.indicator.observation.ObservationReader.Reading;
import vn.solieu.indicator.observation.Publications.Snapshot;
import vn.solieu.platform.http.Cursor;
import vn.solieu.platform.http.Preconditions;
import vn.solieu.platform.problem.LocalizedText;
import vn.solieu.platform.problem.ProblemException;
import vn.solieu.platform.problem.ProblemType;
import vn.solieu.platform.problem.Violation;
import vn.solieu.platform.problem.Violations;
import vn.solieu.platform.publication.ReleaseGate;
import vn.solieu.platform.time.Instants;
import vn.solieu.platform.version.EntityTag;

/** Answers questions for public figures. */
@ApplicationScoped
class Observations {

  /** Figures of a page: a megabyte or two in memory. */
  static final int MOST_FIGURES = 10_000;

  /** Figures of a piece of a streamed answer, which stays in memory until its reader takes it. */
  private static final int PIECE = 1_000;

  /**
   * Pieces that are read and written at a time. Streams of those who read fast would hold all
   * sessions of the public otherwise; of ten they get four, and no more than half of the
   * processors, of which fifty long answers asked for at once would leave nothing to short ones.
   */
  private static final int MOST_PIECES = 4;

  /**
   * @param counted the last publication that the answer takes into account
   * @param body an entity: bytes, or a stream where it is longer than a page; null when the caller
   *     has it already
   * @param next the cursor of the next page
   */
  record Answer(
      long counted, EntityTag tag, Format format, @Nullable Object body, @Nullable String next) {}

  /** An answer or two for every page that is asked for again and again; some ten megabytes. */
  private static final int MOST_TAGS = 50_000;

  /** Series in all of them; some ten megabytes, if nothing else holds them. */
  private static final int MOST_NAMES = 20_000;

  /** What decides on an answer, byte for byte, under one revision of the definitions. */
  private record Asked(
      String canonical,
      KeysetPosition start,
      int limit,
      Format format,
      long sequence,
      LocalDate boundary,
      long revision) {

    /**
     * A name that was changed elsewhere, or the next day, leaves the answer as it is: so neither
     * the revision nor the day is in its tag, but what is printed of them.
     */
    EntityTag tag(List<String> printed) {
      return EntityTag.of(
          "observations, 2", // raised when the same figures are answered otherwise
          sequence,
          canonical,
          start,
          limit,
          format,
          EntityTag.of(printed.toArray()).value());
    }
  }

  /**
   * What is asked for, as far as it is known before anything is read.
   *
   * @param pin what may count; of a question for now, whatever the snapshot has
   * @param isOfRelease whether the pin is that of a release
   * @param boundary the day on which areas are named
   * @param limit figures of a page
   */
  private record Question(
      Selection selection,
      ReadPoint pin,
      boolean isOfRelease,
      LocalDate boundary,
      String canonical,
      KeysetPosition start,
      Optional<Integer> limit,
      Format format) {

    /** The last publication that counts. What does not touch these indicators does not. */
    long sequence(Snapshot snapshot) {
      return isOfRelease ? pin.sequence() : Math.min(pin.sequence(), snapshot.lastOpening());
    }

    /** The last publication that could count, whatever it touched. */
    long counted(Snapshot snapshot) {
      return Math.min(pin.sequence(), snapshot.lastApplied());
    }

    Asked under(Snapshot snapshot) {
      return new Asked(
          canonical,
          start,
          limit.orElse(0),
          format,
          sequence(snapshot),
          boundary,
          snapshot.revision());
    }

    boolean streams() {
      return format.isCsv() && limit.isEmpty();
    }
  }

  private final ReleaseGate gate;
  private final Selections selections;
  private final Publications publications;
  private final ObservationReader reader;
  private final Clock clock;
  private final Semaphore pieces =
      new Semaphore(
          Math.clamp(Runtime.getRuntime().availableProcessors() / 2, 1, MOST_PIECES), true);

  /** Of answers that were read: who has one is told so without reading it again. */
  private final Cache<Asked, EntityTag> tags = Caffeine.newBuilder().maximumSize(MOST_TAGS).build();

  /**
   * Of streamed answers. To find which series are public takes as long as five pieces, and many ask
   * for the same file on the day of its release.
   */
  private final Cache<Asked, List<Series>> names =
      Caffeine.newBuilder()
          .maximumWeight(MOST_NAMES)
          .<Asked, List<Series>>weigher((asked, series) -> series.size())
          .build();

  Observations(
      ReleaseGate gate,
      Selections selections,
      Publications publications,
      ObservationReader reader,
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
    Violations violations = new Violations();
    ObservationQuery query = QueryGrammar.parse(parameters, now, violations);
    Optional<Format> named = namedFormat(parameters, violations);
    Optional<Integer> limit = limit(parameters, violations);
    Optional<ReadPoint> release = release(query, violations);
    LocalDate boundary = boundary(query, release, now);
    Selection selection = selections.resolve(query, boundary, violations);

    if (!violations.isEmpty()) {
      if (isOld(selection, snapshot(selection))) {
        return Optional.empty();
      }
      violations.throwIfAny(
          ProblemType.INVALID_PARAMETER,
          LocalizedText.of(
              "Tham số không hợp lệ; xem errors.", "A parameter is not valid; see errors."));
    }
    Format format = named.orElseGet(() -> negotiated(accepted));
    String canonical = selection.canonical();
    Optional<Cursor> cursor = Cursor.parse(first(parameters, "cursor").orElse(null), canonical, 2);
    Question question =
        new Question(
            selection,
            release.orElseGet(() -> pin(query, cursor)),
            release.isPresent(),
            boundary,
            canonical,
            cursor.map(KeysetPosition::of).orElse(KeysetPosition.START),
            limit,
            format);
    if (ifNoneMatch != null) {
      Snapshot snapshot = snapshot(selection);
      EntityTag tag = tags.getIfPresent(question.under(snapshot));
      if (tag != null
          && Preconditions.notModified(ifNoneMatch, tag)
          && !isOld(selection, snapshot)) {
        return Optional.of(new Answer(question.counted(snapshot), tag, format, null, null));
      }
    }
    Reading reading =
        question.streams()
            ? inTurn(() -> piece(question, question.pin(), question.start()))
            : reader.read(
                selection,
                question.pin(),
                question.start(),
                limit.orElse(MOST_FIGURES),
                question.boundary());
    return isOld(selection, reading.snapshot())
        ? Optional.empty()
        : answer(question, reading, ifNoneMatch);
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

  /** Empty if names have changed since the first page of a stream was read. */
  private Optional<Answer> answer(
      Question question, Reading reading, @Nullable String ifNoneMatch) {
    Snapshot snapshot = reading.snapshot();
    ObservationPage page = reading.page();
    Selection selection = question.selection();
    List<Series> printed = page.parts().stream().map(ObservationPage.Part::series).toList();
    if (question.streams() && page.next() != null) {
      // The tag goes ahead of the stream, and what is printed later has to be as it says.
      List<Series> all =
          names.get(
              question.under(snapshot),
              asked -> inTurn(() -> reader.names(selection, question.boundary()).orElse(null)));
      if (all == null) {
        return Optional.empty();
      }
      printed = all;
    }
    List<Series> named = printed;
    EntityTag tag =
        tags.get(
            question.under(snapshot),
            asked -> asked.tag(printed(selection, question.format(), named)));
    if (Preconditions.notModified(ifNoneMatch, tag)) {
      return Optional.of(
          new Answer(question.counted(snapshot), tag, question.format(), null, null));
    }
    long sequence = question.sequence(snapshot);
    return Optional.of(
        new Answer(
            question.counted(snapshot),
            tag,
            question.format(),
            body(question, sequence, page, named),
            page.next() == null || question.streams()
                ? null
                : page.next().cursor(sequence, question.canonical())));
  }

  /** What the answer says that definitions may change: the rest stands with the publications. */
  private static List<String> printed(Selection selection, Format format, List<Series> series) {
    SequencedSet<Measure> measures = new LinkedHashSet<>();
    SequencedMap<String, Series> areas = new LinkedHashMap<>();
    for (Series one : series) {
      measures.add(requireNonNull(selection.measures().get(one.measure())));
      areas.put(one.areaId(), one);
    }
    List<String> printed = new ArrayList<>();
    for (Measure measure : measures) {
      printed.add(measure.id());
      printed.add(measure.unit());
      printed.add(Integer.toString(measure.multiplier()));
      printed.add(Integer.toString(measure.decimals()));
    }
    areas.forEach(
        (id, named) -> {
          printed.add(id);
          printed.add(named.areaNameVi());
          printed.add(String.valueOf(named.areaNameEn()));
        });
    if (format.isCsv()) {
      printed.addAll(selection.dimensions());
    }
    return printed;
  }

  /** The day on which bare codes are looked up and areas are named. */
  private static LocalDate boundary(
      ObservationQuery query, Optional<ReadPoint> release, Instant now) {
    LocalDate asked = query.boundary();
    if (asked != null) {
      return asked;
    }
    Instant asOf = requireNonNullElse(query.asOf(), now);
    return Instants.day(
        release.map(ReadPoint::publishedUntil).map(OffsetDateTime::toInstant).orElse(asOf));
  }

  /** A snapshot has nothing later than its last opening, so that needs no bound. */
  private ReadPoint pin(ObservationQuery query, Optional<Cursor> cursor) {
    Instant asOf = query.asOf();
    if (asOf == null) {
      return new ReadPoint(cursor.map(Cursor::sequence).orElse(Long.MAX_VALUE), null);
    }
    // What is published afterwards changes nothing of the answer, so neither its tag.
    OffsetDateTime until = asOf.atOffset(ZoneOffset.UTC);
    long last =
        cursor
            .map(Cursor::sequence)
            .orElseGet(
                () ->
                    gate.publishedAtOnce(connection -> publications.lastUntil(connection, until)));
    return new ReadPoint(last, until);
  }

  private Object body(
      Question question, long sequence, ObservationPage first, List<Series> printed) {
    Selection selection = question.selection();
    if (question.format() == Format.JSON) {
      return SeriesJson.write(selection.measures(), sequence, selection.query().boundary(), first);
    }
    if (first.next() != null && question.streams()) {
      return new CsvAnswer(question, sequence, first, printed);
    }
    ByteArrayOutputStream page = new ByteArrayOutputStream();
    TidyCsv csv = new TidyCsv(selection, question.format(), printed, page);
    csv.heading();
    csv.rows(first);
    csv.flush();
    return page.toByteArray();
  }

  /**
   * Written piece by piece. While it waits for its reader, it holds the bytes of a piece and none
   * of the figures, which take ten times as much.
   */
  private final class CsvAnswer implements StreamingOutput {

    private final Question question;
    private final ReadPoint pin;
    private final List<Series> printed;
    private @Nullable ObservationPage first;

    CsvAnswer(Question question, long sequence, ObservationPage first, List<Series> printed) {
      this.question = question;
      this.pin = new ReadPoint(sequence, question.pin().publishedUntil());
      this.printed = printed;
      this.first = first;
    }

    @Override
    public void write(OutputStream out) {
      TidyCsv csv = new TidyCsv(question.selection(), question.format(), printed, out);
      csv.heading();
      KeysetPosition next = inTurn(() -> rows(csv, first()));
      csv.flush();
      while (next != null) {
        KeysetPosition from = next;
        next = inTurn(() -> rows(csv, after(from)));
        csv.flush();
      }
    }

    private ObservationPage first() {
      ObservationPage page = requireNonNull(first);
      first = null;
      return page;
    }

    private @Nullable KeysetPosition rows(TidyCsv csv, ObservationPage page) {
      csv.rows(page);
      return page.next();
    }

    /** Read by itself, pinned as the first: a slow reader holds no session. */
    private ObservationPage after(KeysetPosition next) {
      return piece(question, pin, next).page();
    }
  }

  private Reading piece(Question question, ReadPoint pin, KeysetPosition start) {
    return reader.read(question.selection(), pin, start, PIECE, question.boundary());
  }

  private <T extends @Nullable Object> T inTurn(Supplier<T> read) {
    pieces.acquireUninterruptibly();
    try {
      return read.get();
    } finally {
      pieces.release();
    }
  }

  private Optional<ReadPoint> release(ObservationQuery query, Violations violations) {
    String release = query.release();
    if (release == null) {
      return Optional.empty();
    }
    // A release that is published stays so: this may be an earlier snapshot than that of the
    // figures.
    Optional<ReadPoint> pin =
        gate.publishedAtOnce(connection -> publications.pin(connection, release));
    violations.check(
        pin.isPresent(),
        Violation.inParameter(
            "release",
            "unknown",
            LocalizedText.of(
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
            LocalizedText.of(
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
            "format",
            "word",
            LocalizedText.of(
                "format là json, csv hoặc csv-spreadsheet.",
                "format is json, csv or csv-spreadsheet.")));
    return format;
  }

  private static Format negotiated(List<MediaType> accepted) {
    return Format.negotiate(accepted)
        .orElseThrow(
            () ->
                new ProblemException(
                    ProblemType.NOT_ACCEPTABLE,
                    LocalizedText.of(
                        "Có application/json và text/csv.",
                        "There are application/json and text/csv.")));
  }

  private static Optional<String> first(Map<String, List<String>> parameters, String name) {
    return parameters.getOrDefault(name, List.of()).stream().findFirst();
  }
}
