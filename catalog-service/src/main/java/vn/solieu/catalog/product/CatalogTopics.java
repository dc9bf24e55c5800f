package vn.solieu.catalog.product;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import vn.solieu.platform.events.Topic;

/** What this service tells, and where. */
class CatalogTopics {

  static final String PRODUCT_CHANGED = "vn.solieu.catalog.product.changed.v1";
  static final String EDITION_OPENED = "vn.solieu.catalog.edition.opened.v1";
  static final String EDITION_REFUSED = "vn.solieu.catalog.edition.refused.v1";
  static final String PRODUCTS = "solieu.catalog.product.v1";
  static final String EDITIONS = "solieu.catalog.edition.v1";

  @Produces
  @Singleton
  Topic products() {
    return new Topic(PRODUCTS, Topic.Cleanup.COMPACT, 1);
  }

  @Produces
  @Singleton
  Topic editions() {
    return new Topic(EDITIONS, Topic.Cleanup.AFTER_90_DAYS, 1);
  }
}
