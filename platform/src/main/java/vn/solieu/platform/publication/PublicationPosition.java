package vn.solieu.platform.publication;

import static java.util.stream.Collectors.toMap;

import io.quarkus.narayana.jta.QuarkusTransaction;
import java.util.Collection;
import java.util.Map;
import vn.solieu.platform.sql.Sql;

/** How far this service has applied the log, and what it said: shared by all copies. */
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
              remember(publication);
              sql.update(
                  "update publication_position set last_applied = ?", publication.sequence());
              return publication.sequence();
            });
  }

  /** Keeps what an applied publication said, unless that is known. */
  void remember(Publication publication) {
    sql.update(
        "insert into publication_digest (sequence, digest) values (?, ?) on conflict do nothing",
        publication.sequence(),
        PublicationDigest.of(publication));
  }

  /** What the applied ones among these publications said, by their sequence. */
  Map<Long, String> digests(Collection<Long> sequences) {
    if (sequences.isEmpty()) {
      return Map.of();
    }
    record Digest(long sequence, String digest) {}
    return sql
        .list(
            "select sequence, digest from publication_digest where sequence = any (?::bigint[])",
            row -> new Digest(row.getLong(1), row.getString(2)),
            sequences.stream().map(String::valueOf).toList())
        .stream()
        .collect(toMap(Digest::sequence, Digest::digest));
  }
}
