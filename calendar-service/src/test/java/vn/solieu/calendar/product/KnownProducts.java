package vn.solieu.calendar.product;

import static org.awaitility.Awaitility.await;

import vn.solieu.calendar.OtherServices;

/** Tells the calendar of products as the catalogue does: on Kafka. */
public final class KnownProducts {

  private KnownProducts() {}

  public static void tell(ProductService products, String id) {
    send(id, 1, "{\"id\":\"%s\",\"version\":1,\"nameVi\":\"Sản phẩm\"}".formatted(id));
    await().until(() -> products.isKnown(id));
  }

  static void send(String key, long version, String body) {
    OtherServices.send("products", "vn.solieu.catalog.product.changed.v1", key, version, body);
  }
}
