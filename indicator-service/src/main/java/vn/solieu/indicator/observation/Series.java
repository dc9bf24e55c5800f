package vn.solieu.indicator.observation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vn.solieu.indicator.definition.EnumCodec;
import vn.solieu.indicator.observation.Observation.Attributes;
import vn.solieu.platform.time.Accumulation;

/**
 * A series as it is answered.
 *
 * @param measure key
 * @param breakdowns code by dimension
 */
record Series(
    int measure,
    String areaId,
    String areaNameVi,
    @Nullable String areaNameEn,
    Map<String, String> breakdowns,
    String valueType,
    String variant,
    String accumulation) {

  private static final String ACTUAL = EnumCodec.of(ValueType.ACTUAL);

  private static final JsonMapper JSON = new JsonMapper();
  private static final TypeReference<TreeMap<String, String>> CODES = new TypeReference<>() {};

  /** The current row, whose columns are named as its parts. */
  static Series read(ResultSet row) throws SQLException {
    return new Series(
        row.getInt("measure"),
        row.getString("area_id"),
        row.getString("name_vi"),
        row.getString("name_en"),
        codes(row.getString("breakdowns")),
        row.getString("value_type"),
        row.getString("variant"),
        row.getString("accumulation"));
  }

  private static Map<String, String> codes(String json) {
    try {
      return json.equals("{}") ? Map.of() : JSON.readValue(json, CODES);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Not an object of codes: " + json, e);
    }
  }

  /** What one of its figures says of itself, as it is shown: a plan has no level. */
  Attributes shown(Attributes stored) {
    return valueType.equals(ACTUAL) ? stored : stored.withoutLevel();
  }

  Series accumulatedAs(Accumulation accumulation) {
    return new Series(
        measure, areaId, areaNameVi, areaNameEn, breakdowns, valueType, variant, accumulation.id());
  }
}
