package vn.solieu.catalog.product;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import vn.solieu.platform.sql.Jsonb;
import vn.solieu.platform.sql.Rows;
import vn.solieu.platform.sql.Sql;

/** Products as the public reads them, on a connection of the gate and so in its role. */
final class PublishedProductRepository {

  private final Sql sql;
  private final Jsonb json;

  PublishedProductRepository(Connection connection, Jsonb json) {
    this.sql = Sql.on(connection);
    this.json = json;
  }

  Optional<ProductDocument> find(String id) {
    return sql.first(
        "select id, version, document from published_product where id = ?", this::read, id);
  }

  Rows<ProductDocument> list(EditionReader.Query query, String after, int limit) {
    return sql.page(
        limit,
        """
        select id, version, document from published_product
        where id > ?
          and (?::text is null or name_fits(search, ?))
          and (?::text is null or document ->> 'cycle' = ?)
          and (?::text is null or document -> 'audiences' @> to_jsonb(?::text))
          and (?::text is null or document ->> 'agency' = ?)
          and (?::text is null or document -> 'indicators' @> to_jsonb(?::text))
        order by id
        """,
        this::read,
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

  private ProductDocument read(ResultSet row) throws SQLException {
    return json.read(row.getString("document"), ProductDocument.class)
        .as(row.getString("id"), row.getLong("version"));
  }
}
