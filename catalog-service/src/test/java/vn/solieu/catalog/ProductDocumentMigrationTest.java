package vn.solieu.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
import vn.solieu.testing.SharedTestEnvironment;

/** A catalogue whose products were kept in columns is migrated with what it holds. */
class ProductDocumentMigrationTest {

  private static final String BEFORE =
      """
      insert into product (id, version, status, name_vi, name_en, main_content_vi, indicators, sources, completeness, forms,
        languages, cycle, channels, agency, price, audiences)
      values
        ('yearbook', 7, 'official', 'Niên giám thống kê', 'Statistical yearbook', 'Số liệu cả năm', '{rice-area,rice-production}',
          '{survey,census}', '{official}', '{printed-publication}', '{vi,en}', 'year', '{website}', 'thong-ke-tinh', 150000,
          '{leaders}'),
        ('note', 1, 'example', 'Ghi chú', null, 'Ngắn', '{}', '{survey}', '{estimate}', '{report}', '{vi}', 'month', '{website}',
          'thong-ke-tinh', null, '{}');
      insert into edition (id, product, title_vi, period, period_end, links)
      select '01990000-0000-7000-8000-000000000001', key, 'Niên giám 2024', '2024', '2024-12-31', '[]'
      from product where id = 'yearbook';
      """;

  private static DataSource migrated;

  @BeforeAll
  static void migrateTheDatabaseOfTheVersionBefore() {
    PGSimpleDataSource database = new PGSimpleDataSource();
    EnvironmentDescriptor environment = SharedTestEnvironment.announcement();
    database.setUrl(environment.jdbcUrl(SharedTestEnvironment.createDatabase("catalog_v4")));
    database.setUser(environment.jdbcUsername());
    database.setPassword(environment.jdbcPassword());
    migrated = database;
    flyway("4").migrate();
    with(sql -> sql.update(BEFORE));
    flyway("latest").migrate();
  }

  private static Flyway flyway(String target) {
    return Flyway.configure()
        .dataSource(migrated)
        .locations("db/platform", "db/migration")
        .placeholders(Map.of("gateRole", "solieu_catalog_public"))
        .target(target)
        .load();
  }

  @Test
  void aProductKeepsItsVersionAndAllThatItSays() {
    assertEquals(
        List.of(
            """
            note 1 {"cycle": "month", "forms": ["report"], "agency": "thong-ke-tinh", "nameVi": "Ghi chú", "status": "example", \
            "sources": ["survey"], "channels": ["website"], "audiences": [], "languages": ["vi"], "indicators": [], \
            "completeness": ["estimate"], "mainContentVi": "Ngắn"}""",
            """
            yearbook 7 {"cycle": "year", "forms": ["printed-publication"], "price": 150000, "agency": "thong-ke-tinh", \
            "nameEn": "Statistical yearbook", "nameVi": "Niên giám thống kê", "status": "official", "sources": ["survey", "census"], \
            "channels": ["website"], "audiences": ["leaders"], "languages": ["vi", "en"], \
            "indicators": ["rice-area", "rice-production"], "completeness": ["official"], "mainContentVi": "Số liệu cả năm"}"""),
        list("select id || ' ' || version || ' ' || document from published_product order by id"));
  }

  @Test
  void aProductIsFoundByItsNamesAsBefore() {
    assertEquals(
        List.of("yearbook"),
        list("select id from published_product where name_fits(search, 'nien giam')"));
    assertEquals(
        List.of("yearbook"),
        list("select id from published_product where name_fits(search, 'YEARBOOK')"));
  }

  @Test
  void anEditionStaysWithItsProductAndIsItsFirstVersion() {
    assertEquals(
        List.of("yearbook 1"),
        list("select p.id || ' ' || e.version from edition e join product p on p.key = e.product"));
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
