package vn.solieu.calendar.release;

import jakarta.enterprise.context.ApplicationScoped;
import vn.solieu.platform.sql.Sql;

/**
 * Numbers the acts that give a release its place in the calendar, so that a list that was begun can
 * be read on as it was, whatever moves meanwhile. Who takes a number holds the counter until the
 * end of the transaction: greater numbers become visible later. What the clock does takes none, so
 * no publication waits for it.
 */
@ApplicationScoped
class ReleasePlacingRepository {

  private final Sql sql;

  ReleasePlacingRepository(Sql sql) {
    this.sql = sql;
  }

  /** The next number. Take it before a release is locked: everybody waits in one order. */
  long next() {
    return sql.first(
            "update release_placing set last_number = last_number + 1 returning last_number",
            row -> row.getLong(1))
        .orElseThrow();
  }
}
