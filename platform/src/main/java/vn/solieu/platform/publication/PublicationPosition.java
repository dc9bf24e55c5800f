package vn.solieu.platform.publication;

import io.quarkus.narayana.jta.QuarkusTransaction;
import vn.solieu.platform.sql.Sql;

/** How far this service has applied the log: one row, shared by all copies. */
final class PublicationPosition {

  private final Sql sql;
  private final PublicationOpener opener;

  PublicationPosition(Sql sql, PublicationOpener opener) {
    this.sql = sql;
    this.opener = opener;
  }

  long last() {
    return sql.first("select last_applied from publication_position", row -> row.getLong(1))
        .orElseThrow();
  }

  /**
   * Opens a publication if it is the next one, in one transaction with the position; another copy
   * that has it in hand is waited for.
   *
   * @return the last publication that is applied now; less than this one if others come before it
   */
  long advance(Publication publication) {
    return QuarkusTransaction.requiringNew()
        .call(
            () -> {
              long last =
                  sql.first(
                          "select last_applied from publication_position for update",
                          row -> row.getLong(1))
                      .orElseThrow();
              if (publication.sequence() != last + 1) {
                return last;
              }
              opener.open(publication);
              sql.update(
                  "update publication_position set last_applied = ?", publication.sequence());
              return publication.sequence();
            });
  }
}
