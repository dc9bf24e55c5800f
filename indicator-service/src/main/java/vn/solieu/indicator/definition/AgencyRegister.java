package vn.solieu.indicator.definition;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.solieu.platform.problem.FieldValidator;
import vn.solieu.platform.problem.LocalizedText;
import vn.solieu.platform.problem.Violations;
import vn.solieu.platform.security.Caller;
import vn.solieu.platform.sql.Rows;
import vn.solieu.platform.sql.Sql;

/** The agencies. */
@ApplicationScoped
class AgencyRegister implements DefinitionRegister<AgencyDocument> {

  static final String WORD = "[a-z][a-z0-9-]{0,63}";
  private static final Pattern KEBAB = Pattern.compile(WORD);
  private static final LocalizedText LOWER_CASE_WORD =
      LocalizedText.of(
          "Phải là chữ thường không dấu, chữ số và dấu gạch nối.",
          "Must be lower case letters, digits and hyphens.");

  private final Sql sql;
  private final Definitions definitions;

  AgencyRegister(Sql sql, Definitions definitions) {
    this.sql = sql;
    this.definitions = definitions;
  }

  @Override
  public Definitions definitions() {
    return definitions;
  }

  @Override
  public String kind() {
    return "agency";
  }

  @Override
  public Optional<AgencyDocument> find(String id) {
    return find(sql, id);
  }

  @Override
  public Optional<AgencyDocument> find(Connection connection, String id) {
    return find(Sql.on(connection), id);
  }

  private static Optional<AgencyDocument> find(Sql from, String id) {
    return from.first("select * from published_agency where id = ?", AgencyRegister::read, id);
  }

  static Rows<AgencyDocument> list(
      Connection connection,
      @Nullable String q,
      @Nullable String kind,
      @Nullable String parent,
      String after,
      int limit) {
    return Sql.on(connection)
        .page(
            limit,
            """
        select * from published_agency
        where id > ?
          and (?::text is null or name_fits(search, ?))
          and (?::text is null or kind = ?)
          and (?::text is null or parent = ?)
        order by id
        """,
            AgencyRegister::read,
            after,
            q,
            q,
            kind,
            kind,
            parent,
            parent);
  }

  @Override
  public void check(AgencyDocument entry, Optional<AgencyDocument> before, Violations violations) {
    FieldValidator fields = new FieldValidator(violations);
    fields.names(entry.nameVi(), entry.nameEn());
    fields.required("kind", entry.kind());
    fields.matches("kind", entry.kind(), KEBAB, LOWER_CASE_WORD);
    fields.required("level", entry.level());
    fields.matches("level", entry.level(), KEBAB, LOWER_CASE_WORD);
    fields.validity(entry.validFrom(), entry.validTo());
    String parent = entry.parent();
    if (parent != null) {
      checkParent(entry, parent, fields);
    }
    String successor = entry.successor();
    if (successor != null) {
      checkSuccessor(entry, successor, fields);
    }
  }

  private void checkSuccessor(AgencyDocument entry, String successor, FieldValidator fields) {
    if (successor.equals(entry.id()) || successors(successor).contains(entry.id())) {
      fields.refuse(
          "successor",
          "circle",
          LocalizedText.of(
              "Một cơ quan không thể kế thừa chính nó.", "An agency cannot succeed itself."));
    } else if (find(successor).isEmpty()) {
      fields.refuse(
          "successor",
          "unknown",
          LocalizedText.of("Không có cơ quan này.", "There is no such agency."));
    }
  }

  private List<String> successors(String id) {
    return sql.list(
        """
        with recursive later (id) as (
          select successor from agency where id = ?
          union
          select a.successor from later l join agency a on a.id = l.id)
        select id from later where id is not null
        """,
        row -> row.getString(1),
        id);
  }

  private void checkParent(AgencyDocument entry, String parent, FieldValidator fields) {
    if (parent.equals(entry.id()) || ancestors(parent).contains(entry.id())) {
      fields.refuse(
          "parent",
          "circle",
          LocalizedText.of(
              "Một cơ quan không thể trực thuộc chính nó.",
              "An agency cannot stand above itself."));
    } else if (find(parent).isEmpty()) {
      fields.refuse(
          "parent",
          "unknown",
          LocalizedText.of("Không có cơ quan này.", "There is no such agency."));
    }
  }

  private List<String> ancestors(String id) {
    return sql.list(
        """
        with recursive above (id) as (
          select parent from agency where id = ?
          union
          select a.parent from above join agency a on a.id = above.id)
        select id from above where id is not null
        """,
        row -> row.getString(1),
        id);
  }

  @Override
  public void save(AgencyDocument entry, Caller caller) {
    sql.update(
        """
        insert into agency (id, version, name_vi, name_en, kind, level, parent, valid_from, valid_to,
                            successor)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        on conflict (id) do update set
          version = excluded.version, name_vi = excluded.name_vi, name_en = excluded.name_en,
          kind = excluded.kind, level = excluded.level, parent = excluded.parent,
          valid_from = excluded.valid_from, valid_to = excluded.valid_to,
          successor = excluded.successor
        """,
        entry.id(),
        entry.version(),
        entry.nameVi(),
        entry.nameEn(),
        entry.kind(),
        entry.level(),
        entry.parent(),
        entry.validFrom(),
        entry.validTo(),
        entry.successor());
  }

  private static AgencyDocument read(ResultSet row) throws SQLException {
    return new AgencyDocument(
        row.getString("id"),
        row.getLong("version"),
        row.getString("name_vi"),
        row.getString("name_en"),
        row.getString("kind"),
        row.getString("level"),
        row.getString("parent"),
        row.getObject("valid_from", LocalDate.class),
        row.getObject("valid_to", LocalDate.class),
        row.getString("successor"));
  }
}
