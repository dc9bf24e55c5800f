package vn.solieu.indicator.definition;

import static java.util.Objects.requireNonNullElse;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.solieu.indicator.definition.CodelistDocument.Code;
import vn.solieu.platform.problem.FieldValidator;
import vn.solieu.platform.problem.LocalizedText;
import vn.solieu.platform.problem.Violations;
import vn.solieu.platform.security.Caller;
import vn.solieu.platform.sql.Jsonb;
import vn.solieu.platform.sql.Rows;
import vn.solieu.platform.sql.Sql;

/** The codelists. */
@ApplicationScoped
class CodelistRegister implements DefinitionRegister<CodelistDocument> {

  static final int MOST_CODES = 5_000;

  /** The characters of SDMX codes. */
  static final String CODE = "[A-Za-z0-9_@$-]{1,64}";

  private static final Pattern CODE_FORM = Pattern.compile(CODE);

  private final Sql sql;
  private final Jsonb json;
  private final Definitions definitions;

  CodelistRegister(Sql sql, Jsonb json, Definitions definitions) {
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
    return "codelist";
  }

  @Override
  public Optional<CodelistDocument> find(String id) {
    return find(sql, id);
  }

  @Override
  public Optional<CodelistDocument> find(Connection connection, String id) {
    return find(Sql.on(connection), id);
  }

  private Optional<CodelistDocument> find(Sql from, String id) {
    return from.first(
        """
        select c.version, c.name_vi, c.name_en,
          (select jsonb_agg(jsonb_build_object(
              'code', k.code, 'nameVi', k.name_vi, 'nameEn', k.name_en, 'parent', k.parent,
              'base', k.base, 'multiplier', k.multiplier)
              order by k.position)
            from published_code k where k.codelist = c.key)
        from published_codelist c
        where c.id = ?
        """,
        row ->
            new CodelistDocument(
                id,
                row.getLong(1),
                row.getString(2),
                row.getString(3),
                List.of(json.read(row.getString(4), Code[].class))),
        id);
  }

  /** Without their codes. */
  static Rows<CodelistDocument> list(
      Connection connection, @Nullable String q, String after, int limit) {
    return Sql.on(connection)
        .page(
            limit,
            """
        select id, version, name_vi, name_en from published_codelist
        where id > ? and (?::text is null or name_fits(search, ?))
        order by id
        """,
            row ->
                new CodelistDocument(
                    row.getString(1), row.getLong(2), row.getString(3), row.getString(4), null),
            after,
            q,
            q);
  }

  @Override
  public void check(
      CodelistDocument entry, Optional<CodelistDocument> before, Violations violations) {
    FieldValidator fields = new FieldValidator(violations);
    fields.names(entry.nameVi(), entry.nameEn());
    List<Code> codes = codes(entry);
    fields.size("codes", codes, 1, MOST_CODES);
    List<Code> few = codes.subList(0, Math.min(MOST_CODES, codes.size()));
    checkCodes(few, fields);
    checkBases(entry, few, fields);
    before.ifPresent(old -> checkNoneIsGone(codes, codes(old), fields));
  }

  private static List<Code> codes(CodelistDocument entry) {
    return requireNonNullElse(entry.codes(), List.of());
  }

  private static void checkCodes(List<Code> codes, FieldValidator fields) {
    Map<String, String> parents = new HashMap<>();
    for (Code code : codes) {
      parents.putIfAbsent(code.code(), code.parent());
    }
    Set<String> circles = circles(parents);
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < codes.size(); i++) {
      Code code = codes.get(i);
      FieldValidator item = fields.item("codes", i);
      item.names(code.nameVi(), code.nameEn());
      if (item.required("code", code.code())) {
        item.matches(
            "code",
            code.code(),
            CODE_FORM,
            LocalizedText.of(
                "Mã gồm tối đa 64 chữ cái không dấu, chữ số, _, @, $ và -.",
                "A code has at most 64 letters, digits, _, @, $ and -."));
        if (!seen.add(code.code())) {
          item.refuse(
              "code",
              "twice",
              LocalizedText.of("Mã này đã có ở trên.", "The code is already above."));
        }
      }
      if (code.parent() != null && !parents.containsKey(code.parent())) {
        item.refuse(
            "parent",
            "unknown",
            LocalizedText.of("Không có mã này.", "There is no such code in the list."));
      } else if (circles.contains(code.code())) {
        item.refuse(
            "parent",
            "circle",
            LocalizedText.of("Mã này nằm dưới chính nó.", "The code stands above itself."));
      }
    }
  }

  /** A label is of a unit that is none itself, so that the power of ten is said once. */
  private static void checkBases(CodelistDocument entry, List<Code> codes, FieldValidator fields) {
    Map<String, Code> byCode = new HashMap<>();
    codes.forEach(code -> byCode.putIfAbsent(code.code(), code));
    for (int i = 0; i < codes.size(); i++) {
      Code code = codes.get(i);
      FieldValidator item = fields.item("codes", i);
      if (code.base() == null && code.multiplier() == null) {
        continue;
      }
      Integer multiplier = code.multiplier();
      Code base = byCode.get(code.base());
      if (!Definitions.UNITS.equals(entry.id())) {
        item.refuse(
            "base",
            "unit-only",
            LocalizedText.of(
                "Chỉ dùng trong danh mục đơn vị " + Definitions.UNITS + ".",
                "It is for the codelist of units, " + Definitions.UNITS + ", alone."));
      } else if (base == null || base.base() != null) {
        item.refuse(
            "base",
            "base-unit",
            LocalizedText.of(
                "Phải là mã của một đơn vị gốc trong danh mục.",
                "It must be the code of a base unit of the list."));
      } else if (multiplier == null || multiplier == 0 || multiplier < -12 || multiplier > 15) {
        item.refuse(
            "multiplier",
            "range",
            LocalizedText.of("Từ -12 đến 15, khác 0.", "From -12 to 15, and not 0."));
      }
    }
  }

  /**
   * The codes that stand above themselves. Each code is passed once, whatever the chains: from
   * every code upwards, to the top or to one that was passed before; if that is on the same way,
   * the way from there on is a circle.
   */
  static Set<String> circles(Map<String, String> parents) {
    Set<String> inCircles = new HashSet<>();
    Set<String> passed = new HashSet<>();
    for (String start : parents.keySet()) {
      Set<String> way = new LinkedHashSet<>();
      @Nullable String code = start;
      while (code != null && passed.add(code)) {
        way.add(code);
        code = parents.get(code);
      }
      String first = code;
      if (first != null && way.contains(first)) {
        way.stream().dropWhile(one -> !one.equals(first)).forEach(inCircles::add);
      }
    }
    return inCircles;
  }

  /** Figures are stored under codes, so a code stays. */
  private static void checkNoneIsGone(List<Code> codes, List<Code> old, FieldValidator fields) {
    Set<String> gone = new HashSet<>(old.stream().map(Code::code).toList());
    codes.forEach(code -> gone.remove(code.code()));
    for (String code : gone.stream().sorted().toList()) {
      fields.refuse(
          "codes",
          "code-stays",
          LocalizedText.of(
              "Mã %s đã được cấp nên không bỏ được.".formatted(code),
              "The code %s was given once and cannot be taken away.".formatted(code)));
    }
  }

  @Override
  public void save(CodelistDocument entry, Caller caller) {
    int key =
        sql.first(
                """
                insert into codelist (id, version, name_vi, name_en) values (?, ?, ?, ?)
                on conflict (id) do update set
                  version = excluded.version, name_vi = excluded.name_vi, name_en = excluded.name_en
                returning key
                """,
                row -> row.getInt(1),
                entry.id(),
                entry.version(),
                entry.nameVi(),
                entry.nameEn())
            .orElseThrow();
    sql.update(
        """
        insert into code (codelist, code, name_vi, name_en, parent, base, multiplier, position)
        select ?, c.value ->> 'code', c.value ->> 'nameVi', c.value ->> 'nameEn',
          c.value ->> 'parent', c.value ->> 'base', (c.value ->> 'multiplier')::int, c.ordinality
        from jsonb_array_elements(?::jsonb) with ordinality as c
        on conflict (codelist, code) do update set
          name_vi = excluded.name_vi, name_en = excluded.name_en, parent = excluded.parent,
          base = excluded.base, multiplier = excluded.multiplier, position = excluded.position
        """,
        key,
        json.write(codes(entry)));
  }
}
