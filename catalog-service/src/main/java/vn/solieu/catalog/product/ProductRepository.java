package vn.solieu.catalog.product;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import vn.solieu.platform.sql.Sql;

/** Products as the office writes them. */
@ApplicationScoped
class ProductRepository implements PanacheRepositoryBase<Product, Integer> {

  private final Sql sql;

  ProductRepository(Sql sql) {
    this.sql = sql;
  }

  /** Nobody else creates a product of this id, or adds to it, until the transaction ends. */
  void lock(String id) {
    sql.exists("select pg_advisory_xact_lock(hashtextextended('product ' || ?, 0))", id);
  }

  Optional<Product> find(String id) {
    return find("id", id).firstResultOptional();
  }

  /** What was kept is read from the database again, which may have made something else of it. */
  void save(ProductDocument document) {
    String id = String.valueOf(document.id());
    Product product = find(id).orElseGet(() -> Product.first(id));
    product.document = document.content();
    persistAndFlush(product);
    getEntityManager().detach(product);
  }
}
