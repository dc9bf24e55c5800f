package vn.solieu.calendar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import vn.solieu.embedded.EnvironmentDescriptor;
import vn.solieu.platform.sql.Sql;
import vn.solieu.platform.sql.SqlFailure;
import vn.solieu.testing.EventContract;
import vn.solieu.testing.SharedTestEnvironment;

/** A calendar whose notices were public before the instant is migrated with what it holds. */
class HeldNoticesMigrationTest {

  /** As the version before left it. */
  private static final String BEFORE =
      """
      insert into agency (id, name_vi, version) values ('thong-ke-tinh', 'Thống kê tỉnh', 1);

      insert into release (id, version, title_vi, title_en, agency, trigger, origin, state, scheduled_at, precision, periods,
        notice_vi, notice_en, reconstructed, announced_at, late, changed_at)
      select id, 3, 'Lúa', 'Rice', 'thong-ke-tinh', 'CLOCK', 'LIVE', state, '2027-03-01T02:00:00Z', 'TIME', '{2026}',
        notice, 'In English: ' || notice, false,
        case when state <> 'DRAFT' then timestamptz '2026-01-02T02:00:00Z' end, false, '2026-01-03T02:00:00Z'
      from (values ('CONFIRMED-1', 'CONFIRMED', 'Đính chính 7772,4'), ('DRAFT-1', 'DRAFT', 'Nháp 1'),
                   ('CANCELLED-1', 'CANCELLED', 'Hủy 1'), ('PLAIN-1', 'CONFIRMED', null)) r (id, state, notice);

      insert into release_change (release, version, at, actor, action, to_state, to_instant, reason)
      select id, version, changed_at, 'lan', 'PLAN', 'DRAFT', scheduled_at, 'Kế hoạch năm' from release;

      insert into release_content (release, type, content, attached_at, attached_by)
      values ('PUBLISHED-1', 'VINTAGE', 'v1', now(), 'lan'), ('CONFIRMED-1', 'EDITION', 'e1', now(), 'lan');
      """;

  private static final String PUBLISHED =
      """
      insert into release (id, version, title_vi, title_en, agency, trigger, origin, state, scheduled_at, precision, periods,
        notice_vi, notice_en, reconstructed, announced_at, sealed_at, sequence, published_at, recorded_at, late, changed_at)
      values ('PUBLISHED-1', 5, 'Lúa', 'Rice', 'thong-ke-tinh', 'CLOCK', 'LIVE', 'CONFIRMED', '2026-02-01T02:00:00Z', 'TIME',
        '{2025}', 'Đã đính chính', 'Corrected', false, '2026-01-02T02:00:00Z', '2026-02-01T01:55:00Z', null,
        null, null, false, '2026-02-01T02:00:00Z');
      """;

  private static final String OUT =
      """
      update release set state = 'PUBLISHED', sequence = 1, published_at = '2026-02-01T02:00:00Z',
        recorded_at = '2026-02-01T02:00:00Z' where id = 'PUBLISHED-1';
      insert into publication (sequence, release, published_at, recorded_at, origin, late, reconstructed, notice_vi, notice_en,
        contents)
      values (1, 'PUBLISHED-1', '2026-02-01T02:00:00Z', '2026-02-01T02:00:00Z', 'LIVE', false, false, 'Đã đính chính',
        'Corrected', '[{"type":"vintage","id":"v1"}]');
      """;

  private static DataSource migrated;

  @BeforeAll
  static void migrateTheDatabaseOfTheVersionBefore() {
    PGSimpleDataSource database = new PGSimpleDataSource();
    EnvironmentDescriptor house = SharedTestEnvironment.announcement();
    database.setUrl(house.jdbcUrl(SharedTestEnvironment.createDatabase("calendar_v1")));
    database.setUser(house.jdbcUsername());
    database.setPassword(house.jdbcPassword());
    migrated = database;
    flyway("1").migrate();
    update(BEFORE.substring(0, BEFORE.indexOf("insert into release_content")));
    update(PUBLISHED);
    update(BEFORE.substring(BEFORE.indexOf("insert into release_content")));
    update(OUT);
    flyway("latest").migrate();
  }

  private static Flyway flyway(String target) {
    return Flyway.configure()
        .dataSource(migrated)
        .locations("db/platform", "db/migration")
        .placeholders(Map.of("gateRole", "solieu_calendar_public"))
        .target(target)
        .load();
  }

  @Test
  void aNoticeOfAReleaseThatIsNotOutIsPublicNoMore() {
    assertEquals(
        List.of(
            "CANCELLED-1 null", "CONFIRMED-1 null", "PLAIN-1 null", "PUBLISHED-1 Đã đính chính"),
        list("select id || ' ' || coalesce(notice_vi, 'null') from public_release order by id"));
  }

  @Test
  void itIsTheNoticeOfTheFiguresNow() {
    assertEquals(
        List.of(
            "CANCELLED-1 Hủy 1 | In English: Hủy 1",
            "CONFIRMED-1 Đính chính 7772,4 | In English: Đính chính 7772,4",
            "DRAFT-1 Nháp 1 | In English: Nháp 1"),
        list(
            "select release || ' ' || notice_vi || ' | ' || notice_en from release_notice"
                + " where withdrawn_at is null order by release"));
  }

  @Test
  void whatIsOutKeepsItsNoticeInTheLog() {
    assertEquals(
        List.of("1 Đã đính chính Corrected"),
        list("select sequence || ' ' || notice_vi || ' ' || notice_en from public_publication"));
  }

  @Test
  void readersWhoKeptAnAnswerWithANoticeAreGivenAnother() {
    assertEquals(
        List.of("CANCELLED-1 4", "CONFIRMED-1 4", "DRAFT-1 3", "PLAIN-1 3", "PUBLISHED-1 5"),
        list("select id || ' ' || version from release order by id"));
  }

  @Test
  void theNewestSnapshotOfAReleaseHasNoNotice() {
    List<String> told = list("select payload from outbox order by key");
    assertEquals(2, told.size());
    for (String snapshot : told) {
      EventContract.of("vn.solieu.calendar.release.changed.v1").assertWritten(snapshot);
      assertFalse(snapshot.contains("notice"), snapshot);
      assertTrue(
          snapshot.contains("\"scheduledAt\": \"2027-03-01T09:00:00.000000+07:00\""), snapshot);
    }
    assertEquals(
        List.of("CANCELLED-1 4 true", "CONFIRMED-1 4 true"),
        list("select key || ' ' || subject_version || ' ' || is_public from outbox order by key"));
  }

  @Test
  void listsThatAreBegunAfterwardsHoldStill() {
    assertEquals(List.of("0"), list("select distinct place_number::text from release"));
    assertEquals(List.of("0"), list("select distinct place_number::text from release_change"));
  }

  @Test
  void whatIsPublishedStillDoesNotChange() {
    for (String change :
        List.of(
            "update release set title_vi = 'x' where id = 'PUBLISHED-1'",
            "update release set late = true, version = 9 where id = 'PUBLISHED-1'",
            "update release_content set detached_at = now(), detached_by = 'x' where content = 'v1'",
            "update release_content set content = 'v2' where content = 'v1'",
            "insert into release_notice (release, notice_vi, notice_en, written_at, written_by)"
                + " values ('PUBLISHED-1', 'a', 'b', now(), 'x')",
            "delete from release_notice",
            "truncate release_notice")) {
      assertThrows(SqlFailure.class, () -> update(change), change);
    }
  }

  private static void update(String statements) {
    with(sql -> sql.update(statements));
  }

  private static List<String> list(String query) {
    return with(sql -> sql.list(query, row -> row.getString(1)));
  }

  private static <T> T with(Function<Sql, T> work) {
    try (Connection connection = migrated.getConnection()) {
      return work.apply(Sql.on(connection));
    } catch (SQLException e) {
      throw new SqlFailure(e);
    }
  }
}
