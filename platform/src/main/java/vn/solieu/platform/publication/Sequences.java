package vn.solieu.platform.publication;

import java.sql.Connection;
import vn.solieu.platform.sql.Sql;

/** The number by which readers know how fresh an answer is. */
public final class Sequences {

  /** Header of every public read: the last publication that the answer takes into account. */
  public static final String HEADER = "Solieu-Sequence";

  private Sequences() {}

  /**
   * The last applied sequence as the transaction of this connection sees it, also through the gate:
   * never apart from the figures read in the same snapshot. 0 before the first publication.
   */
  public static long lastApplied(Connection connection) {
    return Sql.on(connection)
        .first("select last_applied from published_position", row -> row.getLong(1))
        .orElseThrow();
  }
}
