package vn.solieu.platform.time;

import java.time.ZoneId;

/** The zone of every deadline and release. Viet Nam has no daylight saving. */
public final class Zone {

  public static final ZoneId HO_CHI_MINH = ZoneId.of("Asia/Ho_Chi_Minh");

  private Zone() {}
}
