package vn.solieu.catalog.product;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import vn.solieu.platform.sql.Rows;
import vn.solieu.platform.sql.Sql;

/**
 * The injected one takes part in the caller's transaction; {@link #on} stays on the connection, and
 * so in its role.
 */
@Singleton
class ProductRepository {

  private final Sql sql;

  @Inject
  ProductRepository(Sql sql) {
    this.sql = sql;
  }

  static ProductRepository on(Connection connection) {
    return new ProductRepository(Sql.on(connection));
  }

  /** Nobody else creates a product of this id, or adds to it, until the transaction ends. */
  void lock(String id) {
    sql.exists("select pg_advisory_xact_lock(hashtextextended('product ' || ?, 0))", id);
  }

  Optional<ProductDocument> find(String id) {
    return sql.first("select * from published_product where id = ?", ProductRepository::read, id);
  }

  Rows<ProductDocument> list(EditionReader.Query query, String after, int limit) {
    return sql.page(
        limit,
        """
        select * from published_product
        where id > ?
          and (?::text is null or name_fits(search, ?))
          and (?::text is null or cycle = ?)
          and (?::text is null or ? = any(audiences))
          and (?::text is null or agency = ?)
          and (?::text is null or ? = any(indicators))
        order by id
        """,
        ProductRepository::read,
        after,
        query.q(),
        query.q(),
        query.cycle(),
        query.cycle(),
        query.audience(),
        query.audience(),
        query.agency(),
        query.agency(),
        query.indicator(),
        query.indicator());
  }

  /** Each product counts with its version, so the sum rises with every change. */
  long revision() {
    return sql.first(
            "select coalesce(sum(version), 0) from published_product", row -> row.getLong(1))
        .orElseThrow();
  }

  void save(ProductDocument product) {
    sql.update(
        """
        insert into product (id, version, status, name_vi, name_en, main_content_vi,
          main_content_en, indicators, sources, completeness, forms, languages, cycle, channels,
          agency, price, other_vi, other_en, audiences)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        on conflict (id) do update set
          version = excluded.version, status = excluded.status, name_vi = excluded.name_vi,
          name_en = excluded.name_en, main_content_vi = excluded.main_content_vi,
          main_content_en = excluded.main_content_en, indicators = excluded.indicators,
          sources = excluded.sources, completeness = excluded.completeness,
          forms = excluded.forms, languages = excluded.languages, cycle = excluded.cycle,
          channels = excluded.channels, agency = excluded.agency, price = excluded.price,
          other_vi = excluded.other_vi, other_en = excluded.other_en,
          audiences = excluded.audiences
        """,
        product.id(),
        product.version(),
        product.status(),
        product.nameVi(),
        product.nameEn(),
        product.mainContentVi(),
        product.mainContentEn(),
        product.indicators(),
        product.sources(),
        product.completeness(),
        product.forms(),
        product.languages(),
        product.cycle(),
        product.channels(),
        product.agency(),
        product.price(),
        product.otherVi(),
        product.otherEn(),
        product.audiences());
  }

  private static ProductDocument read(ResultSet row) throws SQLException {
    return new ProductDocument(
        row.getString("id"),
        row.getLong("version"),
        row.getString("status"),
        row.getString("name_vi"),
        row.getString("name_en"),
        row.getString("main_content_vi"),
        row.getString("main_content_en"),
        texts(row.getArray("indicators")),
        texts(row.getArray("sources")),
        texts(row.getArray("completeness")),
        texts(row.getArray("forms")),
        texts(row.getArray("languages")),
        row.getString("cycle"),
        texts(row.getArray("channels")),
        row.getString("agency"),
        row.getBigDecimal("price"),
        row.getString("other_vi"),
        row.getString("other_en"),
        texts(row.getArray("audiences")));
  }

  private static List<String> texts(Array array) throws SQLException {
    return List.of((String[]) array.getArray());
  }
}
