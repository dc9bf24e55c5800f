package vn.solieu.catalog.product;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.solieu.platform.sql.Rows;
import vn.solieu.platform.sql.Sql;

/** The products in the database, as the role of the connection may see them. */
final class Products {

  private final Sql sql;

  Products(Sql sql) {
    this.sql = sql;
  }

  Optional<ProductDocument> find(String id) {
    return sql.first("select * from published_product where id = ?", Products::read, id);
  }

  /** Which products are asked for; null: any. */
  record Query(
      @Nullable String q,
      @Nullable String cycle,
      @Nullable String audience,
      @Nullable String agency,
      @Nullable String indicator) {}

  Rows<ProductDocument> list(Query query, String after, int limit) {
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
        Products::read,
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
