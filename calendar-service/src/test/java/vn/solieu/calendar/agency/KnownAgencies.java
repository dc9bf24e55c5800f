package vn.solieu.calendar.agency;

import static org.awaitility.Awaitility.await;

import vn.solieu.calendar.OtherServices;

/** Tells the calendar of agencies as the indicator service does: on Kafka. */
public final class KnownAgencies {

  private KnownAgencies() {}

  /** Tells of a statistics office. */
  public static void tell(AgencyService agencies, String id) {
    tell(agencies, id, "statistics-office");
  }

  static void tell(AgencyService agencies, String id, String kind) {
    if (agencies.isKnown(id)) {
      return;
    }
    send(
        id,
        1,
        "{\"id\":\"%s\",\"version\":1,\"nameVi\":\"Thống kê tỉnh\",\"kind\":\"%s\"}"
            .formatted(id, kind));
    await().until(() -> agencies.isKnown(id));
  }

  static void send(String key, long version, String body) {
    OtherServices.send("agencies", "vn.solieu.indicator.agency.changed.v1", key, version, body);
  }
}
