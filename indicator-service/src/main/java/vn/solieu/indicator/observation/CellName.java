package vn.solieu.indicator.observation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.solieu.platform.time.Period;

/**
 * A cell as the office finds it: nothing that tells it from another is left out.
 *
 * @param place indicator, measure and area
 * @param period Period.code
 * @param rest codes of the breakdowns, and what is not as usual: value type, variant, accumulation
 */
record CellName(String place, int period, @Nullable String rest) {

  /** For statements with a period, a series {@code s}, its measure {@code m} and area {@code a}. */
  static final String COLUMNS =
      """
      concat_ws('/', (select id from indicator where key = m.indicator), m.id, a.id) as cell_place,
      %s as cell_period,
      nullif(concat_ws('/',
        (select string_agg(key || '=' || value, '/' order by key) from jsonb_each_text(s.breakdowns)),
        'valueType=' || nullif(s.value_type, 'actual'),
        'variant=' || replace(replace(nullif(s.variant, ''), '~', '~0'), '/', '~1'),
        'accumulation=' || nullif(s.accumulation, 'period')), '') as cell_rest
      """;

  static CellName read(ResultSet row) throws SQLException {
    return new CellName(
        row.getString("cell_place"), row.getInt("cell_period"), row.getString("cell_rest"));
  }

  /** As JSON Pointer: {@code /rice/rice-area/P82B/2025/season=WS}. */
  String pointer() {
    String when = Period.fromCode(period).format().replace("/", "~1");
    return Stream.of("", place, when, rest)
        .filter(part -> part != null)
        .collect(Collectors.joining("/"));
  }
}
