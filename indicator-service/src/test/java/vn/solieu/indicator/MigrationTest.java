package vn.solieu.indicator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationVersion;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import vn.solieu.embedded.EnvironmentDescriptor;
import vn.solieu.platform.sql.Sql;
import vn.solieu.testing.EventContract;
import vn.solieu.testing.SearchTerms;
import vn.solieu.testing.SharedTestEnvironment;

/** Data of an installation of before are taken over. */
class MigrationTest {

  private final PGSimpleDataSource source = new PGSimpleDataSource();

  MigrationTest() {
    EnvironmentDescriptor house = SharedTestEnvironment.announcement();
    source.setUrl(house.jdbcUrl(SharedTestEnvironment.createDatabase("indicator_migration")));
    source.setUser(house.jdbcUsername());
    source.setPassword(house.jdbcPassword());
  }

  @Test
  void whatWasListedAndRefusedBeforeIsFreedAndItsCalendarHearsOfIt() throws SQLException {
    migrate("7");
    try (Connection connection = source.getConnection()) {
      Sql sql = Sql.on(connection);
      sql.update(
          "insert into agency (id, name_vi, kind, level, version) values ('A', 'Sở', 'x', 'x', 1)");
      sql.update(
          """
          insert into vintage (id, submission, agency, state) values
            ('0198c0de-7d1f-7a51-9d6a-2f8f3f1f0a11', uuidv7(), 'A', 'held'),
            ('0198c0de-7d1f-7a51-9d6a-2f8f3f1f0a12', uuidv7(), 'A', 'accepted')
          """);
      sql.update(
          """
          insert into publication_applied (sequence, release_id, published_at, recorded_at, origin, late, reconstructed)
          values (7, 'R-7', now(), now(), 'live', false, false)
          """);
      sql.update(
          """
          insert into attachment (content, release, version)
          select id::text, 'R-7', 1 from vintage union all select id::text, 'R-8', 2 from vintage where state = 'accepted'
          """);
      sql.update(
          """
          insert into opening_refused (sequence, content_id, cause, recorded_at) values
            (7, '0198c0de-7d1f-7a51-9d6a-2f8f3f1f0a11', 'not-accepted', '2026-11-01T08:00:00.25+07:00'),
            (7, '0198c0de-7d1f-7a51-9d6a-2f8f3f1f0a12', 'lower-level', '2026-11-01T08:00:00.25+07:00')
          """);
    }

    migrate("9");

    try (Connection connection = source.getConnection()) {
      List<String> events =
          Sql.on(connection)
              .list(
                  """
                  select payload from outbox
                  where type = 'vn.solieu.indicator.vintage.refused.v1' and sent_at is null and not is_public
                    and key = payload::jsonb ->> 'contentId' and subject_version = 7
                  order by key
                  """,
                  row -> row.getString(1));
      events.forEach(EventContract.of("vn.solieu.indicator.vintage.refused.v1")::assertWritten);
      assertEquals(
          List.of("R-7 not-accepted", "R-7 lower-level"),
          Sql.on(connection)
              .list(
                  """
                  select payload::jsonb ->> 'releaseId', payload::jsonb ->> 'cause'
                  from outbox order by key
                  """,
                  row -> row.getString(1) + " " + row.getString(2)));
    }
  }

  @Test
  void findingsOfBeforeAreCountedAndVintagesOfBeforeKnowTheirForm() throws SQLException {
    migrate("7");
    try (Connection connection = source.getConnection()) {
      Sql sql = Sql.on(connection);
      sql.update(
          "insert into agency (id, name_vi, kind, level, version) values ('A', 'Sở', 'x', 'x', 1)");
      sql.update("insert into form (id, version, content) values ('F', 2, '{}')");
      sql.update(
          """
          insert into form_version (form, version, recorded_at, content) values
            (1, 1, '2024-01-01T00:00:00Z', '{"route": "inbound"}'), (1, 2, now(), '{"route": "department"}')
          """);
      sql.update(
          """
          insert into round (id, form, form_version, period, due_date, state, version, issued_by, issued_at)
          values (uuidv7(), 1, 1, 1, '2026-01-01', 'open', 1, 'x', now())
          """);
      sql.update(
          """
          insert into obligation (id, round, agency, due_date, state, version)
          values (uuidv7(), 1, 'A', '2026-01-01', 'submitted', 1)
          """);
      sql.update(
          """
          insert into submission (id, obligation, agency, state, version, reason, sender, sender_name, received_at, late,
                                  media_type, bytes, sha256, rows, vintage, findings)
          values (uuidv7(), 1, 'A', 'received', 1, 'first', 'x', 'x', now(), false, 'text/csv', 1, 'x', 1,
                  '0198c0de-7d1f-7a51-9d6a-2f8f3f1f0a11', 2),
                 (uuidv7(), 1, 'A', 'refused', 1, 'first', 'x', 'x', now(), false, 'text/csv', 1, 'x', 1, null, 5000)
          """);
      sql.update(
          """
          insert into finding (submission, position, origin, rule, severity, message_vi, message_en) values
            (1, 1, 'check', 'V44', 'soft', 'x', 'x'), (1, 2, 'check', 'V44', 'soft', 'x', 'x'),
            (2, 1, 'check', 'V01', 'hard', 'x', 'x')
          """);
      sql.update(
          """
          insert into vintage (id, submission, agency)
          values ('0198c0de-7d1f-7a51-9d6a-2f8f3f1f0a11', uuidv7(), 'A'), (uuidv7(), uuidv7(), 'A')
          """);
    }

    migrate("9");

    try (Connection connection = source.getConnection()) {
      Sql sql = Sql.on(connection);
      assertEquals(
          List.of("[{\"rule\": \"V44\", \"count\": 2, \"severity\": \"soft\"}]", "[]"),
          sql.list("select finding_kinds from submission order by key", row -> row.getString(1)));
      migrate("17");
      assertEquals(
          List.of(true, false),
          sql.list(
              "select tells_embargoed from submission order by key", row -> row.getBoolean(1)));
      assertEquals(
          List.of("inbound true", "null false"),
          sql.list(
              """
              select route, coalesce(form_recorded_at = '2024-01-01T00:00:00Z', false) from vintage order by key
              """,
              row -> row.getString(1) + " " + row.getBoolean(2)));
    }
  }

  @Test
  void namesAreFoldedAnewAndWhatIsOwedAgainIsSaidToBe() throws SQLException {
    migrate("11");
    try (Connection connection = source.getConnection()) {
      Sql sql = Sql.on(connection);
      sql.update(
          "insert into agency (id, name_vi, kind, level, version) values ('A', ?, 'x', 'x', 1)",
          SearchTerms.NAME);
      sql.update("insert into form (id, version, content) values ('F', 1, '{}')");
      sql.update(
          "insert into form_version (form, version, recorded_at, content) values (1, 1, now(), '{}')");
      sql.update(
          """
          insert into round (id, form, form_version, period, due_date, state, version, issued_by, issued_at)
          values (uuidv7(), 1, 1, 1, '2026-01-01', 'open', 1, 'x', now()),
                 (uuidv7(), 1, 1, 2, '2026-01-01', 'open', 1, 'x', now())
          """);
      sql.update(
          """
          insert into obligation (id, round, agency, due_date, state, version)
          select uuidv7(), key, 'A', '2026-01-01', 'accepted', 3 from round
          """);
      sql.update(
          """
          insert into submission (id, obligation, agency, state, version, reason, sender, sender_name,
                                  received_at, late, media_type, bytes, sha256, rows, vintage, findings,
                                  decided_by, decided_at)
          select uuidv7(), obligation, 'A', state, 2, 'first', 's', 's', now(), false, 'x', 1, 'x', 1,
                 uuidv7(), 0, 'd', now()
          from (values (1, 'accepted'), (1, 'returned'), (2, 'returned'), (2, 'accepted')) v (obligation, state)
          """);
    }

    migrate("12");

    try (Connection connection = source.getConnection()) {
      Sql sql = Sql.on(connection);
      assertEquals(
          List.of("returned 4", "accepted 3"),
          sql.list(
              "select state, version from obligation order by key",
              row -> row.getString(1) + " " + row.getInt(2)));
      for (String typed : SearchTerms.FIND) {
        assertTrue(sql.exists("select from agency where name_fits(search, ?)", typed), typed);
      }
      for (String typed : SearchTerms.MISS) {
        assertFalse(sql.exists("select from agency where name_fits(search, ?)", typed), typed);
      }
    }
  }

  @Test
  void aFormWithNumbersThatAreNoLongerReadIsBroughtWithinTheBounds() throws SQLException {
    migrate("7");
    try (Connection connection = source.getConnection()) {
      Sql sql = Sql.on(connection);
      sql.update(
          """
          insert into form (id, version, content) values ('F', 1, '{"id": "F", "symbol": "F",
            "changes": [{"measure": "a", "percent": 1e1001}, {"measure": "b", "percent": 30},
                        {"measure": "c", "percent": 1e-400}],
            "sums": [{"measure": "a", "tolerance": 1e400}, {"measure": "b"},
                     {"measure": "c", "tolerance": 0.5}, {"measure": "d", "tolerance": 1e-400}]}'),
            ('G', 1, '{"id": "G", "symbol": "G"}')
          """);
      sql.update(
          """
          insert into form_version (form, version, recorded_at, content)
          select key, version, now(), content from form
          """);
    }

    migrate("10");

    try (Connection connection = source.getConnection()) {
      for (String table : List.of("form", "form_version")) {
        assertEquals(
            List.of("b 30, c 0.000001; b -, c 0.5, d 0.000000000000", "-; -"),
            Sql.on(connection)
                .list(
                    """
                    select coalesce((select string_agg(c ->> 'measure' || ' ' || (c ->> 'percent'), ', ' order by n)
                        from jsonb_array_elements(content -> 'changes') with ordinality as x (c, n)), '-') || '; ' ||
                      coalesce((select string_agg(c ->> 'measure' || ' ' || coalesce(c ->> 'tolerance', '-'), ', ' order by n)
                        from jsonb_array_elements(content -> 'sums') with ordinality as x (c, n)), '-')
                    from %s order by content ->> 'id'
                    """
                        .formatted(table),
                    row -> row.getString(1)));
      }
    }
  }

  /** The platform's migrations are numbered below those of the service. */
  @Test
  void aNewMigrationOfThePlatformReachesAnInstallationThatHasLaterOnes() throws SQLException {
    migrate("7");
    try (Connection connection = source.getConnection()) {
      Sql sql = Sql.on(connection);
      sql.update("drop table publication_digest");
      sql.update("delete from flyway_schema_history where version = '0.5'");
    }

    migrate("9");

    try (Connection connection = source.getConnection()) {
      assertEquals(
          List.of(0L),
          Sql.on(connection)
              .list("select count(*) from publication_digest", row -> row.getLong(1)));
    }
  }

  private void migrate(String version) {
    Flyway.configure()
        .outOfOrder(
            ConfigProvider.getConfig().getValue("quarkus.flyway.out-of-order", Boolean.class))
        .dataSource(source)
        .locations("db/platform", "db/migration")
        .placeholders(Map.of("gateRole", "solieu_indicator_migration_public"))
        .target(MigrationVersion.fromVersion(version))
        .load()
        .migrate();
  }
}
