package vn.solieu.indicator.observation;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import vn.solieu.indicator.observation.Observation.Attributes;
import vn.solieu.indicator.observation.Observation.Notice;

/** The figures of one vintage as they were sent, whether they are public or not. */
@ApplicationScoped
class VintageObservationRepository {

  /**
   * @param boundary the day of which areas have their names
   */
  ObservationPage page(
      Connection connection, Vintage vintage, KeysetPosition after, int limit, LocalDate boundary)
      throws SQLException {
    try (PreparedStatement statement = select(vintage, after, limit, boundary).prepare(connection);
        ResultSet rows = statement.executeQuery()) {
      return page(rows, limit);
    }
  }

  private static ObservationStoreQuery select(
      Vintage vintage, KeysetPosition after, int limit, LocalDate boundary) {
    return new ObservationStoreQuery()
        .add("select s.key, o.period, s.measure, a.id as area_id, f.name_vi,")
        .add("  f.name_en, s.breakdowns, s.value_type, s.variant, s.accumulation,")
        .add("  o.value::text as value, o.value_state, o.level, o.round, o.reason, o.origin,")
        .add("  o.confidentiality, o.justification")
        .add("from observation o")
        .add("join series s on s.key = o.series")
        .add("join area a on a.key = s.area")
        .add("cross join lateral (")
        .add("  select name_vi, name_en from area_fact where area = a.key")
        .add(
            "  order by coalesce(valid_from <= ?, true) desc, valid_from desc nulls last limit 1",
            boundary)
        .add(") f")
        .add("where o.vintage = ?", vintage.key())
        .add("and (o.series, o.period) > (?, ?)", after.series(), after.period())
        .add("order by o.series, o.period limit ?", limit + 1);
  }

  private static ObservationPage page(ResultSet row, int limit) throws SQLException {
    List<ObservationPage.Part> parts = new ArrayList<>();
    KeysetPosition last = KeysetPosition.START;
    for (int read = 0; row.next(); read++) {
      if (read == limit) {
        return new ObservationPage(parts, last);
      }
      int key = row.getInt("key");
      if (key != last.series()) {
        parts.add(new ObservationPage.Part(Series.read(row), new ArrayList<>()));
      }
      last = new KeysetPosition(key, row.getInt("period"));
      parts.getLast().figures().add(figure(parts.getLast().series(), row));
    }
    return new ObservationPage(parts, null);
  }

  private static Observation figure(Series series, ResultSet row) throws SQLException {
    return new Observation(
        row.getInt("period"),
        row.getString("value"),
        series.shown(
            new Attributes(
                row.getString("value_state"),
                row.getString("level"),
                row.getObject("round", Integer.class),
                row.getString("reason"),
                row.getString("origin"),
                row.getString("confidentiality"),
                null,
                Notice.NONE,
                row.getString("justification"))));
  }
}
