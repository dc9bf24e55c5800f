package vn.solieu.indicator.observation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some figures in order, by series.
 *
 * @param next where the next page begins; null on the last
 */
record ObservationPage(List<Part> parts, @Nullable KeysetPosition next) {

  /** A series and those of its figures that are on the page: at least one. */
  record Part(Series series, List<Observation> figures) {}
}
