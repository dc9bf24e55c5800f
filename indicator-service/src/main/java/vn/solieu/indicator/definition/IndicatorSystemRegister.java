package vn.solieu.indicator.definition;

import static java.util.Objects.requireNonNullElse;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.solieu.indicator.definition.IndicatorSystemDocument.Entry;
import vn.solieu.platform.bounds.Bounds;
import vn.solieu.platform.problem.FieldValidator;
import vn.solieu.platform.problem.LocalizedText;
import vn.solieu.platform.problem.Violations;
import vn.solieu.platform.security.Caller;
import vn.solieu.platform.sql.Jsonb;
import vn.solieu.platform.sql.Rows;
import vn.solieu.platform.sql.Sql;

/** The indicator systems. */
@ApplicationScoped
class IndicatorSystemRegister implements DefinitionRegister<IndicatorSystemDocument> {

  private static final List<String> LEVELS = List.of("national", "provincial", "commune", "sector");
  private static final int MOST_ENTRIES = 2_000;
  private static final Pattern PLACE = Pattern.compile("[0-9A-Za-z][0-9A-Za-z.-]{0,31}");

  private final Sql sql;
  private final Jsonb json;
  private final Definitions definitions;

  IndicatorSystemRegister(Sql sql, Jsonb json, Definitions definitions) {
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
    return "indicator-system";
  }

  @Override
  public Optional<IndicatorSystemDocument> find(String id) {
    return find(sql, id);
  }

  @Override
  public Optional<IndicatorSystemDocument> find(Connection connection, String id) {
    return find(Sql.on(connection), id);
  }

  private Optional<IndicatorSystemDocument> find(Sql from, String id) {
    return from.first(
        """
        select s.*,
          (select jsonb_agg(jsonb_build_object(
              'place', e.place, 'officialCode', e.official_code, 'groupVi', e.group_vi,
              'groupEn', e.group_en, 'indicator', i.id)
              order by e.position)
            from published_system_entry e join published_indicator i on i.key = e.indicator
            where e.system = s.key) as entries
        from published_indicator_system s
        where s.id = ?
        """,
        row -> read(row, List.of(json.read(row.getString("entries"), Entry[].class))),
        id);
  }

  /** Without their entries. */
  Rows<IndicatorSystemDocument> list(
      Connection connection, @Nullable String q, @Nullable String level, String after, int limit) {
    return Sql.on(connection)
        .page(
            limit,
            """
        select * from published_indicator_system
        where id > ?
          and (?::text is null or name_fits(search, ?))
          and (?::text is null or level = ?)
        order by id
        """,
            row -> read(row, null),
            after,
            q,
            q,
            level,
            level);
  }

  private static IndicatorSystemDocument read(ResultSet row, @Nullable List<Entry> entries)
      throws SQLException {
    return new IndicatorSystemDocument(
        row.getString("id"),
        row.getLong("version"),
        row.getString("name_vi"),
        row.getString("name_en"),
        row.getString("act"),
        row.getString("level"),
        row.getObject("valid_from", LocalDate.class),
        row.getObject("valid_to", LocalDate.class),
        entries);
  }

  @Override
  public void check(
      IndicatorSystemDocument entry,
      Optional<IndicatorSystemDocument> before,
      Violations violations) {
    FieldValidator fields = new FieldValidator(violations);
    fields.names(entry.nameVi(), entry.nameEn());
    fields.required("act", entry.act());
    fields.text("act", entry.act(), 200);
    fields.word("level", entry.level(), LEVELS);
    fields.validity(entry.validFrom(), entry.validTo());
    List<Entry> entries = entries(entry);
    fields.size("entries", entries, 1, MOST_ENTRIES);
    checkEntries(entries.subList(0, Math.min(MOST_ENTRIES, entries.size())), fields);
  }

  private static List<Entry> entries(IndicatorSystemDocument entry) {
    return requireNonNullElse(entry.entries(), List.of());
  }

  private void checkEntries(List<Entry> entries, FieldValidator fields) {
    Set<String> known =
        definitions
            .indicators(entries.stream().map(Entry::indicator).filter(Objects::nonNull).toList())
            .keySet();
    Set<String> places = new HashSet<>();
    Set<String> codes = new HashSet<>();
    for (int i = 0; i < entries.size(); i++) {
      Entry entry = entries.get(i);
      FieldValidator item = fields.item("entries", i);
      item.text("groupVi", entry.groupVi(), 500);
      item.text("groupEn", entry.groupEn(), 500);
      item.text("officialCode", entry.officialCode(), 32);
      if (item.required("place", entry.place())) {
        item.matches(
            "place",
            entry.place(),
            PLACE,
            LocalizedText.of(
                "Vị trí gồm chữ cái không dấu, chữ số, dấu chấm và gạch nối, như 1.05.",
                "A place has letters, digits, dots and hyphens, as in 1.05."));
        refuseTwice("place", String.valueOf(entry.place()), places, item);
      }
      if (entry.officialCode() != null) {
        refuseTwice("officialCode", entry.officialCode(), codes, item);
      }
      if (item.required("indicator", entry.indicator()) && !known.contains(entry.indicator())) {
        item.refuse(
            "indicator",
            "unknown",
            LocalizedText.of("Không có chỉ tiêu này.", "There is no such indicator."));
      }
    }
  }

  private static void refuseTwice(
      String member, String value, Set<String> seen, FieldValidator item) {
    if (!seen.add(value)) {
      item.refuse(
          member,
          "twice",
          LocalizedText.of(
              "%s đã có.".formatted(Bounds.shown(value)),
              "%s is there twice.".formatted(Bounds.shown(value))));
    }
  }

  @Override
  public void save(IndicatorSystemDocument entry, Caller caller) {
    int key =
        sql.first(
                """
                insert into indicator_system
                  (id, version, name_vi, name_en, act, level, valid_from, valid_to)
                values (?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (id) do update set
                  version = excluded.version, name_vi = excluded.name_vi,
                  name_en = excluded.name_en, act = excluded.act, level = excluded.level,
                  valid_from = excluded.valid_from, valid_to = excluded.valid_to
                returning key
                """,
                row -> row.getInt(1),
                entry.id(),
                entry.version(),
                entry.nameVi(),
                entry.nameEn(),
                entry.act(),
                entry.level(),
                entry.validFrom(),
                entry.validTo())
            .orElseThrow();
    sql.update("delete from system_entry where system = ?", key);
    sql.update(
        """
        insert into system_entry
          (system, place, official_code, group_vi, group_en, indicator, position)
        select ?, e.value ->> 'place', e.value ->> 'officialCode', e.value ->> 'groupVi',
          e.value ->> 'groupEn', i.key, e.ordinality
        from jsonb_array_elements(?::jsonb) with ordinality as e
        join indicator i on i.id = e.value ->> 'indicator'
        """,
        key,
        json.write(entries(entry)));
  }
}
