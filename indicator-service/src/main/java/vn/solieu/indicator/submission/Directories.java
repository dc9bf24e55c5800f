package vn.solieu.indicator.submission;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.solieu.indicator.definition.Definitions;
import vn.solieu.platform.sql.Sql;

/** Keeps the directory at hand, as of the newest committed change of areas and definitions. */
@ApplicationScoped
class Directories {

  private record Known(long revision, ReferenceData directory) {}

  private final Sql sql;
  private final Definitions definitions;
  private volatile @Nullable Known known;

  Directories(Sql sql, Definitions definitions) {
    this.sql = sql;
    this.definitions = definitions;
  }

  ReferenceData current() {
    long revision = definitions.revision();
    Known current = known;
    if (current == null || current.revision != revision) {
      current = new Known(revision, new ReferenceData(areas(), measures()));
      known = current;
    }
    return current.directory;
  }

  private AreaIndex areas() {
    AreaIndex areas = new AreaIndex();
    sql.list(
        """
        select a.key, a.id, f.code, f.parent, f.valid_from, f.valid_to
        from area a join area_fact f on f.area = a.key
        order by a.key, f.valid_from nulls first
        """,
        row -> {
          areas.add(
              row.getInt(1),
              row.getString(2),
              row.getString(3),
              row.getObject(4, Integer.class),
              row.getObject(5, LocalDate.class),
              row.getObject(6, LocalDate.class));
          return true;
        });
    sql.list(
        "select predecessor, successor, effective from area_successor",
        row -> {
          areas.addSuccession(row.getInt(1), row.getInt(2), row.getObject(3, LocalDate.class));
          return true;
        });
    return areas;
  }

  private Set<String> measures() {
    return Set.copyOf(sql.list("select id from measure", row -> row.getString(1)));
  }
}
