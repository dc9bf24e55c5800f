package vn.solieu.indicator.observation;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import vn.solieu.platform.sql.SqlFailure;

/** New series in the order of their natural key, inserted together. */
final class SeriesBatch {

  private final List<Integer> measures = new ArrayList<>();
  private final List<Integer> areas = new ArrayList<>();
  private final List<String> breakdowns = new ArrayList<>();
  private final List<String> valueTypes = new ArrayList<>();
  private final List<String> variants = new ArrayList<>();
  private final List<String> accumulations = new ArrayList<>();

  /** The current row: measure, area, breakdowns, value type, variant, accumulation. */
  void add(ResultSet row) throws SQLException {
    measures.add(row.getInt(1));
    areas.add(row.getInt(2));
    breakdowns.add(row.getString(3));
    valueTypes.add(row.getString(4));
    variants.add(row.getString(5));
    accumulations.add(row.getString(6));
  }

  int size() {
    return measures.size();
  }

  void insert(DataSource source) {
    try (Connection connection = source.getConnection();
        PreparedStatement statement =
            connection.prepareStatement(
                """
                insert into series (measure, area, breakdowns, value_type, variant, accumulation)
                select measure, area, breakdowns::jsonb, value_type::value_type, variant, accumulation::accumulation
                from unnest(?::int[], ?::int[], ?::text[], ?::text[], ?::text[], ?::text[]) with ordinality
                  as n(measure, area, breakdowns, value_type, variant, accumulation, place)
                order by place
                on conflict do nothing
                """)) {
      statement.setArray(1, connection.createArrayOf("int", measures.toArray()));
      statement.setArray(2, connection.createArrayOf("int", areas.toArray()));
      statement.setArray(3, connection.createArrayOf("text", breakdowns.toArray()));
      statement.setArray(4, connection.createArrayOf("text", valueTypes.toArray()));
      statement.setArray(5, connection.createArrayOf("text", variants.toArray()));
      statement.setArray(6, connection.createArrayOf("text", accumulations.toArray()));
      statement.executeUpdate();
    } catch (SQLException e) {
      throw new SqlFailure(e);
    }
  }
}
