package vn.solieu.indicator.definition;

import static java.util.stream.Collectors.toMap;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vn.solieu.indicator.definition.IndicatorDocument.BreakdownDocument;
import vn.solieu.indicator.definition.IndicatorDocument.MeasureDocument;
import vn.solieu.platform.problem.FieldValidator;
import vn.solieu.platform.problem.LocalizedText;
import vn.solieu.platform.problem.Violations;
import vn.solieu.platform.security.Caller;
import vn.solieu.platform.sql.Jsonb;
import vn.solieu.platform.sql.Rows;
import vn.solieu.platform.sql.Sql;
import vn.solieu.platform.time.Frequency;

/** The indicators with their measures, breakdowns and earlier versions. */
@ApplicationScoped
class IndicatorRegister implements DefinitionRegister<IndicatorDocument> {

  private static final Set<String> STATUSES = Set.of("official", "outside-system", "example");
  private static final int MOST_COOPERATING = 50;
  private static final int MOST_BREAKDOWNS = 20;
  private static final int MOST_MEASURES = 200;
  private static final int LONGEST_TEXT = 20_000;
  private static final String NEWEST =
      """
      select v.content
      from published_indicator i
      join published_indicator_version v on v.indicator = i.key and v.version = i.version
      """;

  private final Sql sql;
  private final Jsonb json;
  private final Definitions definitions;

  IndicatorRegister(Sql sql, Jsonb json, Definitions definitions) {
    this.sql = sql;
    this.json = json;
    this.definitions = definitions;
  }

  @Override
  public Definitions definitions() {
    return definitions;
  }

  @Override
  public String kind() {
    return "indicator";
  }

  @Override
  public Optional<IndicatorDocument> find(String id) {
    return find(sql, id);
  }

  @Override
  public Optional<IndicatorDocument> find(Connection connection, String id) {
    return find(Sql.on(connection), id);
  }

  private Optional<IndicatorDocument> find(Sql from, String id) {
    return from.first(
        NEWEST + "where i.id = ?", row -> json.read(row.getString(1), IndicatorDocument.class), id);
  }

  Rows<IndicatorDocument> list(
      Connection connection,
      @Nullable String q,
      @Nullable String status,
      @Nullable String agency,
      @Nullable String system,
      String after,
      int limit) {
    return Sql.on(connection)
        .page(
            limit,
            NEWEST
                + """
            where i.id > ?
              and (?::text is null or name_fits(i.search, ?))
              and (?::text is null or i.status = ?)
              and (?::text is null or i.agency = ?)
              and (?::text is null or exists (
                select from published_system_entry e
                join published_indicator_system s on s.key = e.system
                where e.indicator = i.key and s.id = ?))
            order by i.id
            """,
            row -> json.read(row.getString(1), IndicatorDocument.class),
            after,
            q,
            q,
            status,
            status,
            agency,
            agency,
            system,
            system);
  }

  /** All versions, the newest first. */
  Rows<IndicatorVersion> versions(Connection connection, String id, String before, int limit) {
    return Sql.on(connection)
        .page(
            limit,
            """
        select v.recorded_at, v.content
        from published_indicator_version v join published_indicator i on i.key = v.indicator
        where i.id = ? and (? = '' or v.version < nullif(?, '')::bigint)
        order by v.version desc
        """,
            row ->
                new IndicatorVersion(
                    row.getObject(1, OffsetDateTime.class),
                    json.read(row.getString(2), IndicatorDocument.class)),
            id,
            before,
            before);
  }

  @Override
  public void check(
      IndicatorDocument entry, Optional<IndicatorDocument> before, Violations violations) {
    FieldValidator fields = new FieldValidator(violations);
    fields.names(entry.nameVi(), entry.nameEn());
    fields.word("status", entry.status(), STATUSES.stream().sorted().toList());
    fields.text("conceptVi", entry.conceptVi(), LONGEST_TEXT);
    fields.text("conceptEn", entry.conceptEn(), LONGEST_TEXT);
    fields.text("methodVi", entry.methodVi(), LONGEST_TEXT);
    fields.text("methodEn", entry.methodEn(), LONGEST_TEXT);
    fields.text("sourceVi", entry.sourceVi(), LONGEST_TEXT);
    fields.text("sourceEn", entry.sourceEn(), LONGEST_TEXT);
    checkFrequencies(entry, fields);
    checkAgencies(entry, fields);
    checkBreakdowns(entry, before, fields);
    checkMeasures(entry, before, fields);
    before
        .map(IndicatorDocument::validFrom)
        .filter(since -> entry.validFrom() == null || entry.validFrom().isBefore(since))
        .ifPresent(
            since ->
                fields.refuse(
                    "validFrom",
                    "validity",
                    LocalizedText.of(
                        "Phiên bản trước có hiệu lực từ %s.".formatted(since),
                        "The version before this one holds from %s.".formatted(since))));
  }

  private static void checkFrequencies(IndicatorDocument entry, FieldValidator fields) {
    fields.size("frequencies", entry.frequencies(), 1, Frequency.CYCLES.size());
    for (int i = 0; i < entry.frequencies().size(); i++) {
      fields.word("frequencies/" + i, entry.frequencies().get(i), Frequency.CYCLES);
    }
    if (Set.copyOf(entry.frequencies()).size() < entry.frequencies().size()) {
      fields.refuse(
          "frequencies",
          "twice",
          LocalizedText.of("Có kỳ lặp lại.", "One of them is there twice."));
    }
  }

  private void checkAgencies(IndicatorDocument entry, FieldValidator fields) {
    if (entry.agency() != null && !definitions.agencyExists(entry.agency())) {
      fields.refuse("agency", "unknown", NO_AGENCY);
    }
    fields.size("cooperatingAgencies", entry.cooperatingAgencies(), 0, MOST_COOPERATING);
    for (int i = 0; i < Math.min(MOST_COOPERATING, entry.cooperatingAgencies().size()); i++) {
      if (!definitions.agencyExists(entry.cooperatingAgencies().get(i))) {
        fields.refuse("cooperatingAgencies/" + i, "unknown", NO_AGENCY);
      }
    }
  }

  private static final LocalizedText NO_AGENCY =
      LocalizedText.of("Không có cơ quan này.", "There is no such agency.");

  private void checkBreakdowns(
      IndicatorDocument entry, Optional<IndicatorDocument> before, FieldValidator fields) {
    fields.size("breakdowns", entry.breakdowns(), 0, MOST_BREAKDOWNS);
    Map<String, String> old =
        before.map(IndicatorDocument::breakdowns).orElse(List.of()).stream()
            .collect(toMap(BreakdownDocument::id, BreakdownDocument::codelist));
    Set<String> known =
        existing("codelist", entry.breakdowns().stream().map(BreakdownDocument::codelist).toList());
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < Math.min(MOST_BREAKDOWNS, entry.breakdowns().size()); i++) {
      BreakdownDocument breakdown = entry.breakdowns().get(i);
      FieldValidator item = fields.item("breakdowns", i);
      if (item.required("id", breakdown.id())) {
        item.id("id", breakdown.id());
        if (Definitions.RESERVED.contains(breakdown.id())) {
          item.refuse(
              "id",
              "reserved",
              LocalizedText.of(
                  "Tên này dành cho ngôn ngữ truy vấn.", "The query grammar needs this name."));
        }
        if (!seen.add(breakdown.id())) {
          item.refuse(
              "id", "twice", LocalizedText.of("Phân tổ này đã có.", "It is already above."));
        }
      }
      if (item.required("codelist", breakdown.codelist())) {
        String fixed = old.get(breakdown.id());
        if (!known.contains(breakdown.codelist())) {
          item.refuse(
              "codelist",
              "unknown",
              LocalizedText.of("Không có danh mục này.", "There is no such codelist."));
        } else if (fixed != null && !fixed.equals(breakdown.codelist())) {
          item.refuse(
              "codelist",
              "breakdown-fixed",
              LocalizedText.of(
                  "Phân tổ đã dùng danh mục %s thì không đổi được.".formatted(fixed),
                  "A breakdown keeps its codelist, %s.".formatted(fixed)));
        }
      }
    }
    refuseGone("breakdowns", old.keySet(), seen, fields);
  }

  private void checkMeasures(
      IndicatorDocument entry, Optional<IndicatorDocument> before, FieldValidator fields) {
    fields.size("measures", entry.measures(), 1, MOST_MEASURES);
    Map<String, MeasureDocument> old =
        before.map(IndicatorDocument::measures).orElse(List.of()).stream()
            .collect(toMap(MeasureDocument::id, Function.identity()));
    Map<String, Measure> taken =
        definitions.measures(
            entry.measures().stream().map(MeasureDocument::id).filter(Objects::nonNull).toList());
    Map<String, Unit> units = definitions.units();
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < Math.min(MOST_MEASURES, entry.measures().size()); i++) {
      MeasureDocument measure = entry.measures().get(i);
      FieldValidator item = fields.item("measures", i);
      MeasureDocument same = old.get(measure.id());
      MeasureRules.check(measure, item);
      Unit unit = units.get(measure.unit());
      if (unit != null && !measure.equals(same)) {
        MeasureRules.checkScale(measure, unit, item);
      }
      if (measure.unit() != null && unit == null) {
        item.refuse(
            "unit",
            "unknown",
            LocalizedText.of(
                "Không có đơn vị này trong danh mục " + Definitions.UNITS + ".",
                "There is no such unit in the codelist " + Definitions.UNITS + "."));
      }
      if (measure.id() == null) {
        continue;
      }
      if (!seen.add(measure.id())) {
        item.refuse(
            "id", "twice", LocalizedText.of("Đại lượng này đã có.", "It is already above."));
      }
      Measure holder = taken.get(measure.id());
      if (holder != null && !holder.indicatorId().equals(entry.id())) {
        item.refuse(
            "id",
            "taken",
            LocalizedText.of(
                "Đại lượng này thuộc chỉ tiêu %s.".formatted(holder.indicatorId()),
                "It is a measure of the indicator %s.".formatted(holder.indicatorId())));
      }
      if (same != null) {
        MeasureRules.checkUnchanged(measure, same, units.get(same.unit()), item);
      }
    }
    refuseGone("measures", old.keySet(), seen, fields);
  }

  /** Figures are stored under it, so it stays. */
  private static void refuseGone(
      String member, Set<String> before, Set<String> now, FieldValidator fields) {
    before.stream()
        .filter(id -> !now.contains(id))
        .sorted()
        .forEach(
            id ->
                fields.refuse(
                    member,
                    "stays",
                    LocalizedText.of(
                        "%s đã được định nghĩa nên không bỏ được.".formatted(id),
                        "%s was defined once and cannot be taken away.".formatted(id))));
  }

  private Set<String> existing(String table, Collection<String> ids) {
    return Set.copyOf(
        sql.list("select id from " + table + " where id = any(?)", row -> row.getString(1), ids));
  }

  @Override
  public void save(IndicatorDocument entry, Caller caller) {
    String content = json.write(entry);
    int key =
        sql.first(
                """
                insert into indicator (id, version, name_vi, name_en, status, agency)
                values (?, ?, ?, ?, ?, ?)
                on conflict (id) do update set
                  version = excluded.version, name_vi = excluded.name_vi,
                  name_en = excluded.name_en, status = excluded.status, agency = excluded.agency
                returning key
                """,
                row -> row.getInt(1),
                entry.id(),
                entry.version(),
                entry.nameVi(),
                entry.nameEn(),
                entry.status(),
                entry.agency())
            .orElseThrow();
    sql.update(
        """
        insert into indicator_version (indicator, version, valid_from, content)
        values (?, ?, ?, ?::jsonb)
        """,
        key,
        entry.version(),
        entry.validFrom(),
        content);
    sql.update(
        """
        insert into breakdown (indicator, id, codelist, position)
        select ?, b.value ->> 'id', c.key, b.ordinality
        from jsonb_array_elements(?::jsonb -> 'breakdowns') with ordinality as b
        join codelist c on c.id = b.value ->> 'codelist'
        on conflict (indicator, id) do update set position = excluded.position
        """,
        key,
        content);
    sql.update(
        """
        insert into measure (id, indicator, name_vi, name_en, unit, multiplier, decimals,
          price_basis, price_year, comparison, form, additivity, reference_moment, position)
        select m.value ->> 'id', ?, m.value ->> 'nameVi', m.value ->> 'nameEn', m.value ->> 'unit',
          (m.value ->> 'multiplier')::int, (m.value ->> 'decimals')::smallint,
          m.value ->> 'priceBasis', (m.value ->> 'priceYear')::int, m.value ->> 'comparison',
          m.value ->> 'form', m.value ->> 'additivity', m.value ->> 'referenceMoment', m.ordinality
        from jsonb_array_elements(?::jsonb -> 'measures') with ordinality as m
        order by m.ordinality
        on conflict (id) do update set
          name_vi = excluded.name_vi, name_en = excluded.name_en, unit = excluded.unit,
          multiplier = excluded.multiplier, position = excluded.position
        """,
        key,
        content);
  }

  /** Stored measures that the rules of today would refuse, by id. */
  Rows<DefinitionFinding> findings(String after, int limit) {
    record Suspect(String measure, String indicator, String unit, int multiplier) {}
    Map<String, Unit> units = definitions.units();
    return sql.page(
            limit,
            """
            select m.id, i.id, m.unit, m.multiplier
            from measure m join indicator i on i.key = m.indicator
            where m.multiplier <> 0 and m.unit = any(?) and m.id > ?
            order by m.id
            """,
            row -> new Suspect(row.getString(1), row.getString(2), row.getString(3), row.getInt(4)),
            units.values().stream().filter(Unit::isScaled).map(Unit::code).toList(),
            after)
        .map(
            suspect -> {
              LocalizedText twice =
                  MeasureRules.twice(
                      Objects.requireNonNull(units.get(suspect.unit)), suspect.multiplier);
              return new DefinitionFinding(
                  MeasureRules.SCALED_UNIT,
                  suspect.indicator,
                  suspect.measure,
                  suspect.unit,
                  suspect.multiplier,
                  twice.vi(),
                  twice.en());
            });
  }
}
