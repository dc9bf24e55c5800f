package vn.solieu.indicator.observation;

import static java.util.Objects.requireNonNull;
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
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.solieu.indicator.observation.Figure.Opened;

/**
 * Reads public figures, from the {@code published_*} views alone, on a connection that the release
 * gate lends: series first, then the figures of a handful of series at a time.
 */
@ApplicationScoped
class FigureReader {

  private static final int SERIES_AT_ONCE = 500;

  /** Reasons that owe the reader an explanation. */
  private static final Set<String> EXPLAINED =
      Set.of("correction", "method", "boundary", "withdrawn");

  private record Row(
      int place,
      int period,
      @Nullable String value,
      String valueState,
      String level,
      @Nullable Integer round,
      String reason,
      String origin,
      String confidentiality,
      int vintage,
      long sequence) {

    boolean isExplained() {
      return EXPLAINED.contains(reason);
    }
  }

  private final Publications publications;

  FigureReader(Publications publications) {
    this.publications = publications;
  }

  /**
   * At most {@code limit} figures after the position.
   *
   * @param boundary the day on which areas are named
   */
  FigurePage read(
      Connection connection,
      Selection selection,
      Pin pin,
      Position after,
      int limit,
      LocalDate boundary)
      throws SQLException {
    List<FigurePage.Part> parts = new ArrayList<>();
    int left = limit;
    int from = after.series();
    while (true) {
      List<Series> series =
          SeriesSelect.read(connection, selection, pin, from, boundary, SERIES_AT_ONCE);
      if (series.isEmpty()) {
        return new FigurePage(parts, null);
      }
      // One more than fits tells whether there is a next page.
      List<Row> rows =
          rows(connection, FigureSelect.of(selection.query(), pin, series, after, left + 1));
      boolean overflow = rows.size() > left;
      List<Row> kept = overflow ? rows.subList(0, left) : rows;
      parts.addAll(parts(connection, series, kept));
      left -= kept.size();
      if (overflow) {
        FigurePage.Part last = parts.getLast();
        return new FigurePage(
            parts, new Position(last.series().key(), last.figures().getLast().period()));
      }
      if (series.size() < SERIES_AT_ONCE) {
        return new FigurePage(parts, null);
      }
      from = series.getLast().key() + 1;
    }
  }

  private static List<Row> rows(Connection connection, FigureQuery figures) throws SQLException {
    List<Row> rows = new ArrayList<>();
    try (PreparedStatement statement = figures.prepare(connection);
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        int round = row.getInt(6);
        Integer roundOrNull = row.wasNull() ? null : round;
        rows.add(
            new Row(
                row.getInt(1),
                row.getInt(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                roundOrNull,
                row.getString(7),
                row.getString(8),
                row.getString(9),
                row.getInt(10),
                row.getLong(11)));
      }
    }
    return rows;
  }

  private List<FigurePage.Part> parts(Connection connection, List<Series> series, List<Row> rows)
      throws SQLException {
    Map<Long, Opened> opened =
        publications.opened(connection, rows.stream().map(Row::sequence).collect(toSet()));
    Map<Integer, String> notices =
        publications.notices(
            connection,
            rows.stream().filter(Row::isExplained).map(Row::vintage).distinct().toList());
    List<FigurePage.Part> parts = new ArrayList<>();
    int place = 0;
    for (Row row : rows) {
      if (row.place() != place) {
        place = row.place();
        parts.add(new FigurePage.Part(series.get(place - 1), new ArrayList<>()));
      }
      Opened publication = requireNonNull(opened.get(row.sequence()), "published");
      String notice =
          row.isExplained() ? notices.getOrDefault(row.vintage(), publication.notice()) : null;
      parts
          .getLast()
          .figures()
          .add(
              new Figure(
                  row.period(),
                  row.value(),
                  row.valueState(),
                  row.level(),
                  row.round(),
                  row.reason(),
                  row.origin(),
                  row.confidentiality(),
                  publication,
                  notice));
    }
    return parts;
  }
}
