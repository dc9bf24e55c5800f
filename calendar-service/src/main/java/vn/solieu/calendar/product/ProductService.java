package vn.solieu.calendar.product;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import vn.solieu.platform.events.Received;

/** Which products are known. */
@ApplicationScoped
public class ProductService {

  private final ProductRepository products;

  ProductService(ProductRepository products) {
    this.products = products;
  }

  @Transactional
  public boolean isKnown(String id) {
    return products.isKnown(id);
  }

  /** A product is never taken away, so that it was told of once is all that is kept. */
  @Transactional
  void take(Received<ProductSnapshot> snapshot) {
    products.save(snapshot.data().id());
  }
}
