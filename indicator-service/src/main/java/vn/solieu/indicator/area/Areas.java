package vn.solieu.indicator.area;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toUnmodifiableMap;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import vn.solieu.platform.bounds.Bounds;
import vn.solieu.platform.problem.LocalizedText;
import vn.solieu.platform.sql.Sql;
import vn.solieu.platform.time.Dates;

/** Looks up units of territory. Always the newest committed state; nothing is cached. */
@ApplicationScoped
public class Areas {

  private static final Resolution BAD_DAY =
      new Resolution.Refused(
          "area-day",
          LocalizedText.of(
              "Ngày sau '@' phải có dạng 2025-06-30.",
              "The day after '@' must be written as in 2025-06-30."));

  private final Sql sql;

  Areas(Sql sql) {
    this.sql = sql;
  }

  public Optional<Area> find(String id) {
    return Optional.ofNullable(find(List.of(id)).get(id));
  }

  /** Those of the given units that exist, by id. */
  public Map<String, Area> find(Collection<String> ids) {
    return sql
        .list(
            "select key, id from area where id = any(?)",
            row -> new Area(row.getInt(1), row.getString(2)),
            ids)
        .stream()
        .collect(toUnmodifiableMap(Area::id, Function.identity()));
  }

  /** Those of the given units that exist, and all that lie in them on a day, whatever the depth. */
  public Set<String> within(Collection<String> ids, LocalDate day) {
    return Set.copyOf(
        sql.list(
            """
            with recursive inside (key) as (
              select key from area where id = any(?)
              union
              select f.area from inside i
              join area_fact f on f.parent = i.key and f.validity @> ?::date)
            select a.id from inside i join area a on a.key = i.key
            """,
            row -> row.getString(1),
            ids,
            day));
  }

  /**
   * The unit that a caller names by its id or by a bare code. A code starts with a digit and never
   * identifies: it means the unit that holds it on the boundary day, or on the day that it names
   * itself, as in {@code 82@2025-06-30}.
   *
   * @param boundary the day that a code without a day means
   */
  public Resolution resolve(String idOrCode, LocalDate boundary) {
    if (idOrCode.isEmpty() || !Character.isDigit(idOrCode.charAt(0))) {
      return find(idOrCode)
          .<Resolution>map(area -> area)
          .orElseGet(
              () ->
                  new Resolution.Refused(
                      "area-unknown",
                      LocalizedText.of(
                          "Không có đơn vị hành chính nào mang mã định danh '%s'."
                              .formatted(Bounds.shown(idOrCode)),
                          "There is no area with the id '%s'.".formatted(Bounds.shown(idOrCode)))));
    }
    int at = idOrCode.indexOf('@');
    if (at < 0) {
      return holder(idOrCode, boundary);
    }
    return Dates.find(idOrCode.substring(at + 1))
        .map(day -> holder(idOrCode.substring(0, at), day))
        .orElse(BAD_DAY);
  }

  private Resolution holder(String code, LocalDate day) {
    List<Area> holders =
        sql.list(
            """
            select a.key, a.id
            from area_fact f join area a on a.key = f.area
            where f.code = ? and f.validity @> ?::date
            order by a.id
            """,
            row -> new Area(row.getInt(1), row.getString(2)),
            code,
            day);
    if (holders.size() == 1) {
      return holders.getFirst();
    }
    if (holders.isEmpty()) {
      return new Resolution.Refused(
          "area-code-unknown",
          LocalizedText.of(
              "Không có đơn vị hành chính nào mang mã %s vào ngày %s."
                  .formatted(Bounds.shown(code), day),
              "No area holds the code %s on %s.".formatted(Bounds.shown(code), day)));
    }
    String ids = holders.stream().map(Area::id).collect(joining(", "));
    return new Resolution.Refused(
        "area-code-ambiguous",
        LocalizedText.of(
            "Mã %s vào ngày %s thuộc nhiều đơn vị hành chính: %s. Hãy dùng mã định danh."
                .formatted(code, day, ids),
            "The code %s on %s is held by several areas: %s. Use the id."
                .formatted(code, day, ids)));
  }
}
