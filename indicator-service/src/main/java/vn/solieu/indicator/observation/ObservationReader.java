package vn.solieu.indicator.observation;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;
import static java.util.stream.Collectors.toSet;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.solieu.indicator.observation.Observation.Attributes;
import vn.solieu.indicator.observation.Observation.Notice;
import vn.solieu.indicator.observation.Observation.Opened;
import vn.solieu.indicator.observation.Publications.Snapshot;
import vn.solieu.platform.publication.ReleaseGate;
import vn.solieu.platform.time.Accumulation;

/**
 * Reads public figures, from the {@code published_*} views alone, through the release gate.
 *
 * <p>What a snapshot is of and the figures in it come by one round trip. What figures only refer to
 * (series, publications, notices) never changes once it is public, so it is kept in memory, and
 * what is not there yet may be looked up afterwards.
 */
@ApplicationScoped
class ObservationReader {

  /** Reasons that owe the reader an explanation. */
  private static final Set<String> EXPLAINED =
      Set.of("correction", "method", "boundary", "withdrawn");

  /**
   * @param snapshot in which the figures are so, and their names
   */
  record Reading(Snapshot snapshot, ObservationPage page) {}

  /**
   * @param stated what it says of itself, as far as no publication says it
   */
  private record Row(
      int series,
      int period,
      @Nullable String value,
      Attributes stated,
      int vintage,
      long sequence,
      @Nullable Correction correction) {

    /** Behind all periods: of a series in which nothing was found. */
    private static final int NO_PERIOD = Integer.MAX_VALUE;

    /** What {@link ObservationSelect} leaves out goes without saying. */
    static Row read(ResultSet row) throws SQLException {
      int period = row.getInt(2);
      if (row.wasNull()) {
        period = NO_PERIOD;
      }
      int round = row.getInt(6);
      Integer roundOrNull = row.wasNull() ? null : round;
      return new Row(
          row.getInt(1),
          period,
          row.getString(3),
          new Attributes(
              requireNonNullElse(row.getString(4), "value"),
              row.getString(5),
              roundOrNull,
              requireNonNullElse(row.getString(7), "scheduled"),
              row.getString(8),
              requireNonNullElse(row.getString(9), "free"),
              null,
              Notice.NONE,
              null),
          row.getInt(10),
          row.getLong(11),
          Correction.read(row));
    }

    /** With the origin of the figure that was there before and says the same. */
    Row as(ResultSet before) throws SQLException {
      return new Row(
          series,
          period,
          value,
          stated.from(before.getString(2), before.getString(3)),
          before.getInt(4),
          before.getLong(5),
          null);
    }

    boolean isFigure() {
      return period < NO_PERIOD;
    }

    boolean isExplained() {
      return EXPLAINED.contains(stated.reason());
    }
  }

  /** Where the figure of a correction is stored. */
  private record Correction(int indicator, int series, int period) {

    static @Nullable Correction read(ResultSet row) throws SQLException {
      int indicator = row.getInt(12);
      return row.wasNull() ? null : new Correction(indicator, row.getInt(13), row.getInt(14));
    }
  }

  private record Found(Snapshot snapshot, List<Row> rows) {}

  private final ReleaseGate gate;
  private final Publications publications;

  /** Of no revision yet. */
  private volatile NamedSeries names = new NamedSeries(-1);

  ObservationReader(ReleaseGate gate, Publications publications) {
    this.gate = gate;
    this.publications = publications;
  }

  /**
   * At most {@code limit} figures after the position.
   *
   * @param boundary the day on which areas are named
   */
  Reading read(
      Selection selection, ReadPoint pin, KeysetPosition after, int limit, LocalDate boundary) {
    return gate.publishedAtOnce(
        connection -> {
          while (true) {
            boolean inOrder = publications.areInOrder(selection);
            // One more than fits tells whether there is a next page.
            Found found = find(connection, selection, pin, inOrder, after, limit + 1);
            if (publications.areInOrder(selection) == inOrder) {
              Optional<ObservationPage> page =
                  page(connection, selection, pin, found, after, limit, boundary);
              if (page.isPresent()) {
                return new Reading(found.snapshot(), page.get());
              }
            }
          }
        });
  }

  /**
   * Of every public series that the selection may print, one for each measure and area: with the
   * names of both.
   *
   * @return empty if they are of another revision than the selection
   */
  Optional<List<Series>> names(Selection selection, LocalDate boundary) {
    return gate.publishedAtOnce(
        connection -> {
          List<Integer> keys = new ArrayList<>();
          try (PreparedStatement statement =
                  SeriesSelect.ofMeasuresAndAreas(selection).prepare(connection);
              ResultSet row = statement.executeQuery()) {
            while (row.next()) {
              keys.add(row.getInt(1));
            }
          }
          return namesOf(selection.revision())
              .find(connection, keys, boundary)
              .map(named -> keys.stream().map(named::get).map(Objects::requireNonNull).toList());
        });
  }

  private Found find(
      Connection connection,
      Selection selection,
      ReadPoint pin,
      boolean inOrder,
      KeysetPosition after,
      int limit)
      throws SQLException {
    ObservationStoreQuery query =
        Publications.snapshotOf(selection)
            .then(ObservationSelect.of(selection, pin, inOrder, after, limit));
    try (PreparedStatement statement = query.prepare(connection)) {
      statement.execute();
      Snapshot snapshot;
      try (ResultSet row = requireNonNull(statement.getResultSet())) {
        snapshot = publications.read(row);
      }
      statement.getMoreResults();
      List<Row> rows = new ArrayList<>();
      try (ResultSet row = requireNonNull(statement.getResultSet())) {
        while (row.next()) {
          rows.add(Row.read(row));
        }
      }
      return new Found(snapshot, rows);
    }
  }

  /** Empty if names are not those of the snapshot any more. */
  private Optional<ObservationPage> page(
      Connection connection,
      Selection selection,
      ReadPoint pin,
      Found found,
      KeysetPosition after,
      int limit,
      LocalDate boundary)
      throws SQLException {
    boolean overflows = found.rows().size() > limit;
    List<Row> seen = overflows ? found.rows().subList(0, limit) : found.rows();
    boolean goesOn = overflows || isBoundReached(selection.query(), seen, after);
    KeysetPosition next =
        goesOn ? new KeysetPosition(seen.getLast().series(), seen.getLast().period()) : null;
    List<Row> rows =
        withoutIdleCorrections(
            connection,
            seen.stream().filter(Row::isFigure).toList(),
            pin.upTo(found.snapshot().lastApplied()));
    NamedSeries names = namesOf(found.snapshot().revision());
    Optional<Map<Integer, Series>> series =
        names.find(connection, rows.stream().map(Row::series).collect(toSet()), boundary);
    if (series.isEmpty()) {
      return Optional.empty();
    }
    List<ObservationPage.Part> parts = parts(connection, selection.query(), rows, series.get());
    return Optional.of(new ObservationPage(parts, next));
  }

  /**
   * A figure of a correction that says what was published before is answered as it was before it:
   * with that release, that reason and that notice.
   */
  private static List<Row> withoutIdleCorrections(
      Connection connection, List<Row> rows, ReadPoint pin) throws SQLException {
    List<Integer> places = new ArrayList<>();
    List<Integer> indicators = new ArrayList<>();
    List<Integer> series = new ArrayList<>();
    List<Integer> periods = new ArrayList<>();
    List<Integer> vintages = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      if (row.correction() != null) {
        places.add(i);
        indicators.add(row.correction().indicator());
        series.add(row.correction().series());
        periods.add(row.correction().period());
        vintages.add(row.vintage());
      }
    }
    if (places.isEmpty()) {
      return rows;
    }
    List<Row> answered = new ArrayList<>(rows);
    try (PreparedStatement statement =
            ObservationSelect.unchanged(indicators, series, periods, vintages, pin)
                .prepare(connection);
        ResultSet before = statement.executeQuery()) {
      while (before.next()) {
        int place = places.get(before.getInt(1) - 1);
        answered.set(place, rows.get(place).as(before));
      }
    }
    return answered;
  }

  /** Whether as many series were looked at as may be; the one where the page begins may be done. */
  private static boolean isBoundReached(
      ObservationQuery asked, List<Row> seen, KeysetPosition after) {
    int most = ObservationSelect.mostSeries(asked);
    return most < Integer.MAX_VALUE
        && seen.stream().mapToInt(Row::series).distinct().count()
            >= (after.series() > 0 ? most - 1 : most);
  }

  private NamedSeries namesOf(long revision) {
    NamedSeries known = names;
    if (known.revision() == revision) {
      return known;
    }
    NamedSeries renewed = new NamedSeries(revision);
    names = renewed;
    return renewed;
  }

  private List<ObservationPage.Part> parts(
      Connection connection, ObservationQuery asked, List<Row> rows, Map<Integer, Series> series)
      throws SQLException {
    Map<Long, Opened> opened =
        publications.opened(connection, rows.stream().map(Row::sequence).collect(toSet()));
    Map<Integer, Notice> notices =
        publications.notices(
            connection,
            rows.stream().filter(Row::isExplained).map(Row::vintage).distinct().toList());
    List<ObservationPage.Part> parts = new ArrayList<>();
    int current = 0;
    Attributes attributes = null;
    for (Row row : rows) {
      if (row.series() != current) {
        current = row.series();
        parts.add(
            new ObservationPage.Part(
                answered(requireNonNull(series.get(current), "public"), asked), new ArrayList<>()));
      }
      Opened publication = requireNonNull(opened.get(row.sequence()), "published");
      Notice notice =
          row.isExplained()
              ? notices.getOrDefault(row.vintage(), publication.notice())
              : Notice.NONE;
      attributes =
          parts
              .getLast()
              .series()
              .shown(row.stated())
              .madePublicBy(publication, notice)
              .or(attributes);
      parts.getLast().figures().add(new Observation(row.period(), row.value(), attributes));
    }
    return parts;
  }

  /** A year to date may be answered from whole periods, whose series is then all that is stored. */
  private static Series answered(Series series, ObservationQuery asked) {
    return asked.accumulation() == Accumulation.YEAR_TO_DATE
        ? series.accumulatedAs(Accumulation.YEAR_TO_DATE)
        : series;
  }
}
