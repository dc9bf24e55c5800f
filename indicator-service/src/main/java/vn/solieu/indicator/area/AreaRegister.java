package vn.solieu.indicator.area;

import static java.util.stream.Collectors.joining;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.solieu.indicator.area.AreaDocument.Fact;
import vn.solieu.indicator.area.AreaDocument.Successor;
import vn.solieu.indicator.definition.DefinitionRegister;
import vn.solieu.indicator.definition.Definitions;
import vn.solieu.platform.problem.FieldValidator;
import vn.solieu.platform.problem.LocalizedText;
import vn.solieu.platform.problem.Violations;
import vn.solieu.platform.security.Caller;
import vn.solieu.platform.sql.Jsonb;
import vn.solieu.platform.sql.Rows;
import vn.solieu.platform.sql.Sql;

/** The areas. */
@ApplicationScoped
class AreaRegister implements DefinitionRegister<AreaDocument> {

  static final String CODE = "[0-9][0-9A-Za-z]{0,15}";
  static final String TYPE = "[a-z][a-z0-9-]{0,63}";

  /** An area with its facts and successors as arrays of its document. */
  private static final String SELECT =
      """
      select a.id, a.version, a.tier,
        (select jsonb_agg(jsonb_build_object(
            'code', f.code, 'nameVi', f.name_vi, 'nameEn', f.name_en, 'type', f.type,
            'parent', p.id, 'validFrom', f.valid_from, 'validTo', f.valid_to, 'act', f.act)
            order by f.valid_from nulls first)
          from published_area_fact f left join published_area p on p.key = f.parent
          where f.area = a.key) as facts,
        (select coalesce(jsonb_agg(jsonb_build_object(
            'area', s.id, 'effective', e.effective, 'coverage', e.coverage,
            'sharePopulation', e.share_population, 'shareArea', e.share_area, 'act', e.act)
            order by e.position), '[]')
          from published_area_successor e join published_area s on s.key = e.successor
          where e.predecessor = a.key) as successors
      from published_area a
      """;

  private final Sql sql;
  private final Jsonb json;
  private final Definitions definitions;

  AreaRegister(Sql sql, Jsonb json, Definitions definitions) {
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
    return "area";
  }

  @Override
  public Optional<AreaDocument> find(String id) {
    return find(sql, id);
  }

  @Override
  public Optional<AreaDocument> find(Connection connection, String id) {
    return find(Sql.on(connection), id);
  }

  private Optional<AreaDocument> find(Sql from, String id) {
    return from.first(SELECT + "where a.id = ?", this::read, id);
  }

  /**
   * Which areas are asked for: those of which one fact fits all that is given.
   *
   * @param validOn the day on which the fact holds; null: any
   * @param parent id of the parent
   */
  record Query(
      @Nullable String code,
      @Nullable LocalDate validOn,
      @Nullable String q,
      @Nullable String type,
      @Nullable String tier,
      @Nullable String parent) {}

  Rows<AreaDocument> list(Connection connection, Query query, String after, int limit) {
    return Sql.on(connection)
        .page(
            limit,
            SELECT
                + """
            where a.id > ? and exists (
              select from published_area_fact f left join published_area p on p.key = f.parent
              where f.area = a.key
                and (?::text is null or f.code = ?)
                and (?::date is null or f.validity @> ?::date)
                and (?::text is null or name_fits(f.search, ?))
                and (?::text is null or f.type = ?)
                and (?::text is null or f.tier = ?)
                and (?::text is null or p.id = ?))
            order by a.id
            """,
            this::read,
            after,
            query.code(),
            query.code(),
            query.validOn(),
            query.validOn(),
            query.q(),
            query.q(),
            query.type(),
            query.type(),
            query.tier(),
            query.tier(),
            query.parent(),
            query.parent());
  }

  @Override
  public void check(AreaDocument area, Optional<AreaDocument> before, Violations violations) {
    FieldValidator fields = new FieldValidator(violations);
    AreaRules.check(area, before.orElse(null), fields);
    for (int i = 0; i < Math.min(AreaRules.MOST_FACTS, area.facts().size()); i++) {
      Fact fact = area.facts().get(i);
      FieldValidator item = fields.item("facts", i);
      String parent = fact.parent();
      if (parent != null) {
        checkParent(area, fact, parent, item);
      }
      if (fact.code() != null && isOrdered(fact)) {
        checkCode(area, fact, item);
      }
    }
    for (int i = 0; i < Math.min(AreaRules.MOST_SUCCESSORS, area.successors().size()); i++) {
      Successor successor = area.successors().get(i);
      String id = successor.area();
      if (id != null && !id.equals(area.id())) {
        checkSuccessor(id, successor.effective(), fields.item("successors", i));
      }
    }
  }

  private void checkParent(AreaDocument area, Fact fact, String id, FieldValidator item) {
    AreaDocument parent = find(id).orElse(null);
    if (parent == null) {
      item.refuse("parent", "unknown", NO_AREA);
    } else if (AreaRules.TIERS.contains(String.valueOf(area.tier()))
        && AreaRules.TIERS.indexOf(parent.tier()) >= AreaRules.TIERS.indexOf(area.tier())) {
      item.refuse(
          "parent",
          "tier",
          LocalizedText.of(
              "Đơn vị cấp trên phải thuộc cấp cao hơn.",
              "A parent is of a tier above the unit's."));
    } else if (parent.facts().stream().noneMatch(fact::overlaps)) {
      item.refuse(
          "parent",
          "not-in-force",
          LocalizedText.of(
              "Đơn vị cấp trên không tồn tại trong thời gian này.",
              "The parent does not exist at that time."));
    }
  }

  private void checkCode(AreaDocument area, Fact fact, FieldValidator item) {
    List<String> holders =
        sql.list(
            """
            select distinct a.id
            from area_fact f join area a on a.key = f.area
            where f.tier = ? and f.code = ? and a.id <> ?
              and f.validity && daterange(?, ?, '[]')
            order by a.id
            """,
            row -> row.getString(1),
            area.tier(),
            fact.code(),
            String.valueOf(area.id()),
            fact.validFrom(),
            fact.validTo());
    if (!holders.isEmpty()) {
      String ids = holders.stream().collect(joining(", "));
      item.refuse(
          "code",
          "code-held",
          LocalizedText.of(
              "Trong thời gian này mã %s thuộc %s.".formatted(fact.code(), ids),
              "At that time the code %s is held by %s.".formatted(fact.code(), ids)));
    }
  }

  private void checkSuccessor(String id, @Nullable LocalDate effective, FieldValidator item) {
    AreaDocument other = find(id).orElse(null);
    if (other == null) {
      item.refuse("area", "unknown", NO_AREA);
    } else if (effective != null && !other.existsOn(effective)) {
      item.refuse(
          "area",
          "not-in-force",
          LocalizedText.of(
              "Đơn vị này không tồn tại vào ngày %s.".formatted(effective),
              "That unit does not exist on %s.".formatted(effective)));
    }
  }

  private static final LocalizedText NO_AREA =
      LocalizedText.of("Không có đơn vị hành chính này.", "There is no such area.");

  /** A range the wrong way round is told by its own rule, and the database cannot hold one. */
  private static boolean isOrdered(Fact fact) {
    return fact.validFrom() == null
        || fact.validTo() == null
        || !fact.validTo().isBefore(fact.validFrom());
  }

  @Override
  public void save(AreaDocument area, Caller caller) {
    int key =
        sql.first(
                """
                insert into area (id, version, tier) values (?, ?, ?)
                on conflict (id) do update set version = excluded.version
                returning key
                """,
                row -> row.getInt(1),
                area.id(),
                area.version(),
                area.tier())
            .orElseThrow();
    sql.update("delete from area_fact where area = ?", key);
    sql.update(
        """
        insert into area_fact
          (area, tier, code, name_vi, name_en, type, parent, valid_from, valid_to, act)
        select ?, ?, f.code, f."nameVi", f."nameEn", f.type, p.key, f."validFrom", f."validTo",
          f.act
        from jsonb_to_recordset(?::jsonb) as f (code text, "nameVi" text, "nameEn" text,
          type text, parent text, "validFrom" date, "validTo" date, act text)
        left join area p on p.id = f.parent
        """,
        key,
        area.tier(),
        json.write(area.facts()));
    sql.update("delete from area_successor where predecessor = ?", key);
    sql.update(
        """
        insert into area_successor (predecessor, successor, effective, coverage,
          share_population, share_area, act, position)
        select ?, s.key, (e.value ->> 'effective')::date, e.value ->> 'coverage',
          (e.value ->> 'sharePopulation')::numeric, (e.value ->> 'shareArea')::numeric,
          e.value ->> 'act', e.ordinality
        from jsonb_array_elements(?::jsonb) with ordinality as e
        join area s on s.id = e.value ->> 'area'
        """,
        key,
        json.write(area.successors()));
  }

  @Override
  public AreaDocument toEventPayload(AreaDocument area) {
    return area.withoutShares();
  }

  private AreaDocument read(ResultSet row) throws SQLException {
    return new AreaDocument(
        row.getString("id"),
        row.getLong("version"),
        row.getString("tier"),
        List.of(json.read(row.getString("facts"), Fact[].class)),
        List.of(json.read(row.getString("successors"), Successor[].class)));
  }
}
