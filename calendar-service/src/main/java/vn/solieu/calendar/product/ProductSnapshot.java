package vn.solieu.calendar.product;

import static java.util.Objects.requireNonNull;

/** What the calendar needs of {@code vn.solieu.catalog.product.changed.v1}: that there is one. */
record ProductSnapshot(String id) {

  ProductSnapshot {
    requireNonNull(id);
  }
}
