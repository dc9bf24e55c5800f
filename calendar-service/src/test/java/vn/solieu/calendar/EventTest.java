package vn.solieu.calendar;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static vn.solieu.calendar.Office.OFFICER;
import static vn.solieu.calendar.Office.OTHER_OFFICER;
import static vn.solieu.calendar.Office.act;
import static vn.solieu.calendar.Office.as;
import static vn.solieu.calendar.Office.attach;
import static vn.solieu.calendar.Office.confirmedEmpty;
import static vn.solieu.calendar.Office.in;
import static vn.solieu.calendar.Office.newId;
import static vn.solieu.calendar.Office.plan;
import static vn.solieu.calendar.Office.planned;
import static vn.solieu.calendar.Office.recorded;
import static vn.solieu.calendar.Office.state;

import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.solieu.calendar.agency.AgencyService;
import vn.solieu.calendar.agency.KnownAgencies;
import vn.solieu.calendar.product.KnownProducts;
import vn.solieu.calendar.product.ProductService;
import vn.solieu.platform.sql.Sql;
import vn.solieu.testing.EventContract;

@CalendarTest
class EventTest {

  private record Sent(String type, String payload, boolean isPublic) {}

  @Inject AgencyService agencies;
  @Inject ProductService products;
  @Inject Sql sql;

  @BeforeEach
  void theOfficeIsKnown() {
    KnownAgencies.tell(agencies, Office.AGENCY);
  }

  @Test
  void theLifeOfAReleaseIsToldAsTheContractsSay() {
    String id = newId();
    String vintage = UUID.randomUUID().toString();
    Map<String, Object> plan = plan(id, in(Duration.ofSeconds(8)));
    plan.put("trigger", "external");
    plan.put("publisher", "Cục Thống kê");
    plan.put("periods", List.of("2026-Q3", "2026-01-01/P9M"));
    KnownProducts.tell(products, "GRDP");
    plan.put("product", "GRDP");
    confirmedEmpty(plan);
    as(OFFICER)
        .body(Map.of("vi", "Đính chính", "en", "A correction"))
        .put("/v1/releases/" + id + "/notice")
        .then()
        .statusCode(200);
    attach(id, vintage).then().statusCode(201);
    as(OFFICER).delete("/v1/releases/" + id + "/contents/vintage/" + vintage);
    attach(id, vintage).then().statusCode(201);
    act(
            OFFICER,
            id,
            "external-publication",
            Map.of("source", "Công văn 12", "seenAt", in(Duration.ZERO).toString()))
        .then()
        .statusCode(200);
    act(OTHER_OFFICER, id, "external-publication/confirm").then().statusCode(200);
    await().until(() -> state(id), equalTo("published"));

    List<Sent> sent = sent(id, vintage);
    sent.forEach(event -> EventContract.of(event.type()).assertWritten(event.payload()));
    assertEquals(
        List.of(
            "release.changed", // announced
            "release.changed", // confirmed
            "content.attached",
            "content.detached",
            "content.attached",
            "release.changed", // reported
            "release.changed", // confirmed by the second person
            "release.changed", // published
            "publication.published"),
        sent.stream()
            .map(event -> event.type().replaceAll("vn\\.solieu\\.calendar\\.(.*)\\.v1", "$1"))
            .toList());
    for (Sent event : sent.subList(0, 7)) {
      assertFalse(
          event.isPublic() && event.payload().contains(vintage),
          "nobody outside hears of a content: " + event);
      assertFalse(event.payload().contains("chính"), "nor of the notice: " + event);
    }
    for (Sent event : sent.subList(7, 9)) {
      assertTrue(event.payload().contains("Đính chính"), event.payload());
      assertTrue(event.payload().contains("A correction"), event.payload());
    }
  }

  @Test
  void nobodyHearsOfADraft() {
    String id = newId();
    planned(plan(id, in(Duration.ofHours(1))));
    act(OFFICER, id, "cancel").then().statusCode(200);

    assertEquals(List.of(), sent(id, id));
  }

  @Test
  void anArchiveReleaseIsToldAsTheContractsSay() {
    String id = newId();
    recorded(Office.archive(id, "2014-01-29T09:00:00+07:00"));

    List<Sent> sent = sent(id, id);
    assertEquals(2, sent.size());
    sent.forEach(event -> EventContract.of(event.type()).assertWritten(event.payload()));
  }

  @Test
  void aNoticeOfHolidaysIsToldAsTheContractSays() {
    as(Office.ADMIN)
        .body(
            """
            {"days":[{"day":"2024-05-04","worked":true,"nameVi":"Làm bù cho ngày 29/4"}]}
            """)
        .put("/v1/working-days/2024")
        .then()
        .statusCode(201);

    List<Sent> sent = sent("2024", "2024");
    assertEquals(1, sent.size());
    EventContract.of(sent.getFirst().type()).assertWritten(sent.getFirst().payload());
  }

  private List<Sent> sent(String release, String content) {
    return sql.list(
        "select type, payload, is_public from outbox where key in (?, ?) order by position",
        row -> new Sent(row.getString(1), row.getString(2), row.getBoolean(3)),
        release,
        content);
  }
}
