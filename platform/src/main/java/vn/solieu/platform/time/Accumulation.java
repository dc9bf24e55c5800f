package vn.solieu.platform.time;

import java.util.Arrays;
import java.util.Optional;

/** Over which time a flow is added up until the end of its period (luỹ kế). */
public enum Accumulation {
  PERIOD("period"),
  YEAR_TO_DATE("year-to-date"),
  SEASON_TO_DATE("season-to-date"),
  SINCE_INCEPTION("since-inception");

  private final String id;

  Accumulation(String id) {
    this.id = id;
  }

  /** The word on the wire. */
  public String id() {
    return id;
  }

  public static Optional<Accumulation> find(String id) {
    return Arrays.stream(values()).filter(accumulation -> accumulation.id.equals(id)).findFirst();
  }
}
