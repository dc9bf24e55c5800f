package vn.solieu.calendar.agency;

import org.jspecify.annotations.Nullable;

/** What the calendar needs of {@code vn.solieu.indicator.agency.changed.v1}. */
record AgencySnapshot(String nameVi, @Nullable String nameEn, @Nullable String kind) {}
