package vn.solieu.indicator.access;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import vn.solieu.embedded.EnvironmentDescriptor;
import vn.solieu.platform.sql.Sql;
import vn.solieu.testing.SharedTestEnvironment;

/** What was pushed before grants were compared with forms and areas. */
class AccessMigrationTest {

  private final PGSimpleDataSource database = database();

  @Test
  void anOldVintageGetsTheFormAndTheAreasOfItsFigures() throws SQLException {
    flyway().target("10?").load().migrate();
    UUID pushed = UUID.randomUUID();
    UUID empty = UUID.randomUUID();
    try (Connection connection = database.getConnection()) {
      Sql sql = Sql.on(connection);
      definitions(sql);
      UUID submission = UUID.randomUUID();
      sql.update(
          """
          insert into submission (id, obligation, agency, state, version, reason, sender, sender_name,
            received_at, late, media_type, bytes, sha256, rows, vintage, findings)
          values (?, 1, 'SO', 'received', 1, 'first', 's', 'S', now(), false, 'text/csv', 1, 'x', 2, ?, 0)
          """,
          submission,
          pushed);
      sql.update(
          "insert into vintage (id, submission, agency) values (?, ?, 'SO'), (?, ?, 'SO')",
          pushed,
          submission,
          empty,
          UUID.randomUUID());
      for (int series : List.of(1, 1, 2)) {
        sql.update(
            """
            insert into observation (indicator, series, period, vintage, value, decimals, level, reason,
              origin, value_state)
            select 1, ?, 388000 + 16 * count(*), 1, 7, 0, 'official', 'first', 'reported', 'value'
            from observation
            """,
            series);
      }
    }

    flyway().load().migrate();

    try (Connection connection = database.getConnection()) {
      Sql sql = Sql.on(connection);
      assertEquals(List.of("FORM {A1,A2}"), scope(sql, pushed));
      assertEquals(List.of(" not known"), scope(sql, empty), "no bounded grant reaches it");
    }
  }

  private static List<String> scope(Sql sql, UUID vintage) {
    return sql.list(
        "select form || ' ' || coalesce(areas::text, 'not known') from vintage where id = ?",
        row -> row.getString(1),
        vintage);
  }

  private static void definitions(Sql sql) {
    sql.update(
        "insert into agency (id, name_vi, kind, level, version) values ('SO', 'Sở', 'x', 'x', 1)");
    sql.update(
        "insert into area (id, tier, version) values ('A1', 'commune', 1), ('A2', 'commune', 1)");
    sql.update(
        "insert into indicator (id, name_vi, status, version) values ('i', 'I', 'example', 1)");
    sql.update(
        """
        insert into measure (id, indicator, position, name_vi, unit, multiplier, decimals, price_basis, comparison,
          form, additivity, reference_moment)
        values ('m', 1, 1, 'M', 'X', 0, 0, 'none', 'none', 'amount', 'sum', 'period')
        """);
    sql.update(
        """
        insert into series (measure, area, value_type, accumulation)
        values (1, 1, 'actual', 'period'), (1, 2, 'actual', 'period')
        """);
    sql.update("insert into form (id, version, content) values ('FORM', 1, '{}')");
    sql.update(
        "insert into form_version (form, version, recorded_at, content) values (1, 1, now(),"
            + " '{}')");
    sql.update(
        """
        insert into round (id, form, form_version, period, due_date, state, version, issued_by, issued_at)
        values (uuidv7(), 1, 1, 388000, current_date, 'open', 1, 's', now())
        """);
    sql.update(
        """
        insert into obligation (id, round, agency, due_date, state, version)
        values (uuidv7(), 1, 'SO', current_date, 'submitted', 1)
        """);
  }

  private FluentConfiguration flyway() {
    return Flyway.configure()
        .dataSource(database)
        .locations("db/platform", "db/migration")
        .placeholders(Map.of("gateRole", "solieu_indicator_access_public"));
  }

  private static PGSimpleDataSource database() {
    EnvironmentDescriptor house = SharedTestEnvironment.announcement();
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(house.jdbcUrl(SharedTestEnvironment.createDatabase("access_migration")));
    source.setUser(house.jdbcUsername());
    return source;
  }
}
