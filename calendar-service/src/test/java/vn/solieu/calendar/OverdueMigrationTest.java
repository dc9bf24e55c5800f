package vn.solieu.calendar;

import static org.junit.jupiter.api.Assertions.assertEquals;
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

/** A calendar in which what is over was told to be overdue is migrated with what it holds. */
class OverdueMigrationTest {

  /** As the version before left it: id, state when it was written, fell due, was sealed. */
  private static final String BEFORE =
      """
      insert into agency (id, name_vi, version) values ('thong-ke-tinh', 'Thống kê tỉnh', 1);

      insert into release (id, version, title_vi, title_en, agency, trigger, origin, state, scheduled_at, precision, periods,
        reconstructed, announced_at, overdue_at, sealed_at, late, changed_at, place_number)
      select id, 3, 'Lúa', 'Rice', 'thong-ke-tinh', 'CLOCK', 'LIVE', state, '2026-03-01T02:00:00Z', 'TIME', '{2026}', false,
        case when announced then timestamptz '2026-01-02T02:00:00Z' end, case when overdue then timestamptz '2026-03-01T02:00:00Z' end,
        case when sealed then timestamptz '2026-03-01T01:55:00Z' end, false, '2026-03-02T02:00:00Z', 0
      from (values ('CANCELLED-1', 'CANCELLED', true, true, false), ('CANCELLED-2', 'CANCELLED', true, false, true),
                   ('CANCELLED-3', 'CANCELLED', true, false, false), ('CANCELLED-4', 'CANCELLED', false, true, false),
                   ('WAITING-1', 'PROVISIONAL', true, true, false), ('SEALED-1', 'CONFIRMED', true, false, true),
                   ('PUBLISHED-1', 'CONFIRMED', true, true, true)) r (id, state, announced, overdue, sealed);

      insert into release_content (release, type, content, attached_at, attached_by)
      values ('PUBLISHED-1', 'VINTAGE', 'v1', now(), 'lan');
      update release set state = 'PUBLISHED', sequence = 1, published_at = '2026-03-02T02:00:00Z', late = true,
        recorded_at = '2026-03-02T02:00:00Z' where id = 'PUBLISHED-1';
      insert into publication (sequence, release, published_at, recorded_at, origin, late, reconstructed, notice_vi, notice_en,
        contents)
      values (1, 'PUBLISHED-1', '2026-03-02T02:00:00Z', '2026-03-02T02:00:00Z', 'LIVE', true, false, 'Đã đính chính',
        'Corrected', '[{"type":"vintage","id":"v1"}]');
      """;

  private static DataSource migrated;

  @BeforeAll
  static void migrateTheDatabaseOfTheVersionBefore() {
    PGSimpleDataSource database = new PGSimpleDataSource();
    EnvironmentDescriptor house = SharedTestEnvironment.announcement();
    database.setUrl(house.jdbcUrl(SharedTestEnvironment.createDatabase("calendar_v6")));
    database.setUser(house.jdbcUsername());
    database.setPassword(house.jdbcPassword());
    migrated = database;
    flyway("6").migrate();
    with(sql -> sql.update(BEFORE));
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
  void whatIsOverIsNotOverdueAndWhatIsCancelledIsNotSealed() {
    assertEquals(
        List.of(
            "CANCELLED-1 false false",
            "CANCELLED-2 false false",
            "CANCELLED-3 false false",
            "CANCELLED-4 false false",
            "PUBLISHED-1 false true",
            "SEALED-1 false true",
            "WAITING-1 true false"),
        list("select id || ' ' || overdue || ' ' || sealed from office_release order by id"));
  }

  @Test
  void whenItFellDueStaysOnRecord() {
    assertEquals(
        List.of("CANCELLED-1", "CANCELLED-4", "PUBLISHED-1", "WAITING-1"),
        list("select id from release where overdue_at is not null order by id"));
  }

  @Test
  void readersWhoKeptAnAnswerWithTheFlagAreGivenAnother() {
    assertEquals(
        List.of("CANCELLED-1", "CANCELLED-2", "CANCELLED-4", "PUBLISHED-1"),
        list("select id from release where version = 4 order by id"));
  }

  @Test
  void theNewestSnapshotsOfWhatThePublicKnowsHaveItRight() {
    List<String> told = list("select payload from outbox order by key");
    assertEquals(
        List.of("CANCELLED-1 4 true", "CANCELLED-2 4 true", "PUBLISHED-1 4 true"),
        list("select key || ' ' || subject_version || ' ' || is_public from outbox order by key"));
    for (String snapshot : told) {
      EventContract.of("vn.solieu.calendar.release.changed.v1").assertWritten(snapshot);
      assertTrue(snapshot.contains("\"overdue\": false"), snapshot);
    }
    String published = told.getLast();
    assertTrue(published.contains("\"id\": \"v1\""), published);
    assertTrue(published.contains("\"vi\": \"Đã đính chính\""), published);
    assertTrue(
        published.contains("\"publishedAt\": \"2026-03-02T09:00:00.000000+07:00\""), published);
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
