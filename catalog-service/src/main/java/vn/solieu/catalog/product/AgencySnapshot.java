package vn.solieu.catalog.product;

import org.jspecify.annotations.Nullable;

/** What the catalogue needs of {@code vn.solieu.indicator.agency.changed.v1}. */
record AgencySnapshot(String nameVi, @Nullable String nameEn, @Nullable String kind) {}
