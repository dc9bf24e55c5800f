package vn.solieu.calendar.product;

import jakarta.enterprise.context.ApplicationScoped;
import vn.solieu.platform.sql.Sql;

@ApplicationScoped
class ProductRepository {

  private final Sql sql;

  ProductRepository(Sql sql) {
    this.sql = sql;
  }

  boolean isKnown(String id) {
    return sql.exists("select from product where id = ?", id);
  }

  void save(String id) {
    sql.update("insert into product (id) values (?) on conflict (id) do nothing", id);
  }
}
