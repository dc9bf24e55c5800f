package vn.solieu.indicator.area;

import java.sql.Connection;
import java.time.LocalDate;
import java.util.List;
import vn.solieu.platform.sql.Sql;

/** Follows the successor edges in both directions of time. */
final class Lineages {

  /** More steps than there will be reforms; ends the walk in a circle of same-day edges. */
  private static final int MOST_STEPS = 30;

  private Lineages() {}

  /**
   * @param connection of the release gate
   */
  static Lineage of(Connection connection, String id) {
    return new Lineage(
        id,
        walk(
            connection,
            "start.key = e.successor",
            "e.successor = w.predecessor and e.effective <= w.effective",
            id),
        walk(
            connection,
            "start.key = e.predecessor",
            "e.predecessor = w.successor and e.effective >= w.effective",
            id));
  }

  private static List<Lineage.Edge> walk(
      Connection connection, String first, String next, String id) {
    return Sql.on(connection)
        .list(
            """
        with recursive walk (predecessor, successor, effective, distance) as (
          select e.predecessor, e.successor, e.effective, 1
          from published_area start join published_area_successor e on %s
          where start.id = ?
          union
          select e.predecessor, e.successor, e.effective, w.distance + 1
          from walk w join published_area_successor e on %s
          where w.distance < %d
        ), nearest as (
          select predecessor, successor, effective, min(distance) as distance
          from walk group by predecessor, successor, effective
        )
        select n.distance, p.id, s.id, e.effective, e.coverage, e.share_population, e.share_area,
          e.act, before.name_vi, before.name_en, after.name_vi, after.name_en
        from nearest n
        join published_area_successor e using (predecessor, successor, effective)
        join published_area p on p.key = n.predecessor
        join published_area s on s.key = n.successor
        left join published_area_fact before
          on before.area = n.predecessor and before.validity @> (n.effective - 1)
        left join published_area_fact after on after.area = n.successor and after.validity @> n.effective
        order by n.distance, e.effective, p.id, s.id
        """
                .formatted(first, next, MOST_STEPS),
            row ->
                new Lineage.Edge(
                    row.getInt(1),
                    row.getString(2),
                    row.getString(9),
                    row.getString(10),
                    row.getString(3),
                    row.getString(11),
                    row.getString(12),
                    row.getObject(4, LocalDate.class),
                    row.getString(5),
                    row.getBigDecimal(6),
                    row.getBigDecimal(7),
                    row.getString(8)),
            id);
  }
}
