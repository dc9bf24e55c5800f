package vn.solieu.calendar.product;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import vn.solieu.platform.events.Received;
import vn.solieu.platform.sql.Sql;

/** Which products are known. */
@ApplicationScoped
public class ProductService {

  private final Sql sql;

  ProductService(Sql sql) {
    this.sql = sql;
  }

  @Transactional
  public boolean isKnown(String id) {
    return sql.exists("select from product where id = ?", id);
  }

  /** A product is never taken away, so that it was told of once is all that is kept. */
  @Transactional
  void take(Received<ProductSnapshot> snapshot) {
    sql.update(
        "insert into product (id) values (?) on conflict (id) do nothing", snapshot.data().id());
  }
}
