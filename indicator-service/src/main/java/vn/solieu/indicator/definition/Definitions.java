package vn.solieu.indicator.definition;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toUnmodifiableMap;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import vn.solieu.indicator.definition.IndicatorSummary.Breakdown;
import vn.solieu.platform.sql.Sql;

/** Looks up what figures are about. Always the newest committed state; nothing is cached. */
@ApplicationScoped
public class Definitions {

  /** The codelist that holds every unit of measure. */
  public static final String UNITS = "CL_UNIT";

  /**
   * Names of the query grammar and headings of its CSV, which therefore cannot be the id of a
   * breakdown.
   */
  public static final Set<String> RESERVED =
      Set.of(
          "accumulation",
          "area",
          "areaNameEn",
          "areaNameVi",
          "asOf",
          "boundary",
          "confidentiality",
          "cursor",
          "first",
          "format",
          "frequency",
          "from",
          "indicator",
          "last",
          "level",
          "limit",
          "measure",
          "multiplier",
          "notice",
          "noticeEn",
          "origin",
          "period",
          "q",
          "reason",
          "release",
          "releasedAt",
          "releaseReconstructed",
          "round",
          "to",
          "transform",
          "unit",
          "value",
          "valueState",
          "valueType",
          "variant",
          "vintage");

  private static final String MEASURE =
      """
      select m.*, i.id as indicator_id, coalesce((
          select k.code from code k join codelist c on c.key = k.codelist
          where c.id = '%s' and k.base = m.unit and k.multiplier = m.multiplier
          order by k.position limit 1), m.unit) as unit_label
      from measure m join indicator i on i.key = m.indicator
      """
          .formatted(UNITS);

  private final Sql sql;

  Definitions(Sql sql) {
    this.sql = sql;
  }

  /**
   * A number that rises with every committed change of a definition or an area: part of the ETag of
   * what was computed from them.
   */
  public long revision() {
    return sql.first("select revision from definition_revision", row -> row.getLong(1))
        .orElseThrow();
  }

  /**
   * Whoever comes next waits here until this write is committed, so it locks and counts in one
   * statement: each one more makes the turn of everybody longer.
   */
  void takeTurn() {
    sql.update("update definition_revision set revision = revision + 1");
  }

  public Optional<Measure> measure(String id) {
    return Optional.ofNullable(measures(List.of(id)).get(id));
  }

  /** Those of the given measures that exist, by id. */
  public Map<String, Measure> measures(Collection<String> ids) {
    return sql.list(MEASURE + "where m.id = any(?)", Definitions::measure, ids).stream()
        .collect(toUnmodifiableMap(Measure::id, Function.identity()));
  }

  /** Those of the given measures that exist, by their key in the store. */
  public Map<Integer, Measure> measuresByKey(Collection<Integer> keys) {
    return sql.list(MEASURE + "where m.key = any(?::int[])", Definitions::measure, keys).stream()
        .collect(toUnmodifiableMap(Measure::key, Function.identity()));
  }

  /** The measures of an indicator in the order of its definition. */
  public List<Measure> measuresOf(String indicator) {
    return sql.list(
        MEASURE + "where i.id = ? order by m.position", Definitions::measure, indicator);
  }

  public Optional<IndicatorSummary> indicator(String id) {
    return Optional.ofNullable(indicators(List.of(id)).get(id));
  }

  /** Those of the given indicators that exist, by id. */
  public Map<String, IndicatorSummary> indicators(Collection<String> ids) {
    record Owned(int indicator, Breakdown breakdown) {}
    Map<Integer, List<Breakdown>> breakdowns =
        sql
            .list(
                """
                select b.indicator, b.id, c.key, c.id
                from breakdown b
                join codelist c on c.key = b.codelist
                join indicator i on i.key = b.indicator
                where i.id = any(?)
                order by b.indicator, b.position
                """,
                row ->
                    new Owned(
                        row.getInt(1),
                        new Breakdown(row.getString(2), row.getInt(3), row.getString(4))),
                ids)
            .stream()
            .collect(groupingBy(Owned::indicator, mapping(Owned::breakdown, toList())));
    return sql
        .list(
            """
            select key, id, version, name_vi, name_en, status, agency
            from indicator where id = any(?)
            """,
            row ->
                new IndicatorSummary(
                    row.getInt("key"),
                    row.getString("id"),
                    row.getLong("version"),
                    row.getString("name_vi"),
                    row.getString("name_en"),
                    row.getString("status"),
                    row.getString("agency"),
                    breakdowns.getOrDefault(row.getInt("key"), List.of())),
            ids)
        .stream()
        .collect(toUnmodifiableMap(IndicatorSummary::id, Function.identity()));
  }

  /** The codes of a codelist; empty if there is no such codelist. */
  public Set<String> codes(String codelist) {
    return new TreeSet<>(
        sql.list(
            "select k.code from code k join codelist c on c.key = k.codelist where c.id = ?",
            row -> row.getString(1),
            codelist));
  }

  /** The units of measure, by code. */
  Map<String, Unit> units() {
    return sql
        .list(
            """
            select k.code, k.name_vi, k.name_en, k.base, k.multiplier
            from code k join codelist c on c.key = k.codelist where c.id = ?
            """,
            row ->
                new Unit(
                    row.getString(1),
                    row.getString(2),
                    row.getString(3),
                    row.getString(4),
                    row.getInt(5)),
            UNITS)
        .stream()
        .collect(toUnmodifiableMap(Unit::code, Function.identity()));
  }

  /** The names of units of measure by code: the Vietnamese one, and the English one if there is. */
  public Map<String, List<String>> unitNames() {
    return units().values().stream()
        .collect(
            toUnmodifiableMap(
                Unit::code,
                unit ->
                    Stream.of(unit.nameVi(), unit.nameEn()).flatMap(Stream::ofNullable).toList()));
  }

  public boolean agencyExists(String id) {
    return sql.exists("select from agency where id = ?", id);
  }

  private static Measure measure(ResultSet row) throws SQLException {
    return new Measure(
        row.getInt("key"),
        row.getString("id"),
        row.getInt("indicator"),
        row.getString("indicator_id"),
        row.getString("name_vi"),
        row.getString("name_en"),
        row.getString("unit"),
        row.getString("unit_label"),
        row.getInt("multiplier"),
        row.getInt("decimals"),
        EnumCodec.parse(Measure.PriceBasis.class, row.getString("price_basis")).orElseThrow(),
        row.getObject("price_year", Integer.class),
        EnumCodec.parse(Measure.Comparison.class, row.getString("comparison")).orElseThrow(),
        EnumCodec.parse(Measure.Form.class, row.getString("form")).orElseThrow(),
        EnumCodec.parse(Measure.Additivity.class, row.getString("additivity")).orElseThrow(),
        EnumCodec.parse(Measure.ReferenceMoment.class, row.getString("reference_moment"))
            .orElseThrow());
  }

  /** The kind of an agency, as in {@code statistics-office}. */
  public Optional<String> agencyKind(String id) {
    return sql.first("select kind from agency where id = ?", row -> row.getString(1), id);
  }
}
