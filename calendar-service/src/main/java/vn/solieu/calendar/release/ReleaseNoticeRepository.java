package vn.solieu.calendar.release;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import vn.solieu.platform.problem.LocalizedText;
import vn.solieu.platform.sql.Sql;
import vn.solieu.platform.time.Instants;

/**
 * What the public will be told with the figures of a release. A notice that was taken back keeps
 * its row.
 */
@ApplicationScoped
class ReleaseNoticeRepository {

  private final Sql sql;

  ReleaseNoticeRepository(Sql sql) {
    this.sql = sql;
  }

  Optional<LocalizedText> find(String release) {
    return find(sql, release);
  }

  Optional<LocalizedText> find(Connection connection, String release) {
    return find(Sql.on(connection), release);
  }

  private static Optional<LocalizedText> find(Sql from, String release) {
    return from.first(
        "select notice_vi, notice_en from release_notice where release = ? and withdrawn_at is"
            + " null",
        ReleaseNoticeRepository::text,
        release);
  }

  void write(String release, LocalizedText notice, Instant now, String subject) {
    sql.update(
        """
        insert into release_notice (release, notice_vi, notice_en, written_at, written_by)
        values (?, ?, ?, ?, ?)
        """,
        release,
        notice.vi(),
        notice.en(),
        Instants.local(now),
        subject);
  }

  /** Returns whether there was one. */
  boolean withdraw(String release, Instant now, String subject) {
    return sql.update(
            """
            update release_notice set withdrawn_at = ?, withdrawn_by = ?
            where release = ? and withdrawn_at is null
            """,
            Instants.local(now),
            subject,
            release)
        > 0;
  }

  boolean wasEverWrittenBy(String release, String subject) {
    return sql.exists(
        "select from release_notice where release = ? and ? in (written_by, withdrawn_by)",
        release,
        subject);
  }

  private static LocalizedText text(ResultSet row) throws SQLException {
    return LocalizedText.of(row.getString(1), row.getString(2));
  }
}
