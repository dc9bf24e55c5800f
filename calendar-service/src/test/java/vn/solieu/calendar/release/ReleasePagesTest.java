package vn.solieu.calendar.release;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static vn.solieu.calendar.Office.OFFICER;
import static vn.solieu.calendar.Office.act;
import static vn.solieu.calendar.Office.as;
import static vn.solieu.calendar.Office.because;
import static vn.solieu.calendar.Office.confirmed;
import static vn.solieu.calendar.Office.in;
import static vn.solieu.calendar.Office.newId;
import static vn.solieu.calendar.Office.plan;
import static vn.solieu.calendar.Office.planned;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.solieu.calendar.CalendarTest;
import vn.solieu.calendar.Office;
import vn.solieu.calendar.agency.AgencyService;
import vn.solieu.calendar.agency.KnownAgencies;
import vn.solieu.testing.SearchTerms;

/** A list of the calendar that was begun is read to its end as it was. */
@CalendarTest
class ReleasePagesTest {

  @Inject AgencyService agencies;

  private final String word = "Z" + UUID.randomUUID().toString().replace("-", "");
  private final List<String> ids = new ArrayList<>();

  @BeforeEach
  void fiveReleasesAreAnnounced() {
    KnownAgencies.tell(agencies, Office.AGENCY);
    for (int day = 1; day <= 5; day++) {
      ids.add(announced(day));
    }
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = "office")
  void anEntryThatMovesMeanwhileIsOnOnePage(@Nullable String office) {
    String reader = office == null ? null : OFFICER;
    Response first = page(reader, "/v1/releases?limit=2&text=" + word);
    assertEquals(ids.subList(0, 2), first.jsonPath().getList("items.id"));

    postpone(ids.get(0), 6); // was read, and would come again at the end
    moveProvisional(ids.get(4), 0); // would have come at the beginning
    String later = announced(3); // was not in the list when it was begun
    postpone(ids.get(1), 7);
    postpone(ids.get(1), 8);

    List<String> read = new ArrayList<>(first.jsonPath().getList("items.id"));
    String next = next(first);
    while (next != null) {
      Response page = page(reader, next);
      page.then().statusCode(200);
      read.addAll(page.jsonPath().getList("items.id"));
      next = next(page);
    }
    assertEquals(ids, read);
    List<String> anew = page(reader, "/v1/releases?text=" + word).jsonPath().getList("items.id");
    assertEquals(6, anew.size());
    assertEquals(ids.get(4), anew.getFirst());
    assertEquals(ids.get(1), anew.getLast());
    assertTrue(anew.contains(later));
  }

  @Test
  void aReleaseIsFoundAsEverythingElseIs() {
    String id = newId();
    Map<String, Object> plan = plan(id, in(Duration.ofDays(1)));
    plan.put("titleVi", SearchTerms.NAME);
    planned(plan);

    for (String typed : SearchTerms.FIND) {
      assertEquals(List.of(id), found(typed), typed);
    }
    for (String typed : SearchTerms.MISS) {
      assertEquals(List.of(), found(typed), typed);
    }
  }

  @ParameterizedTest
  @FieldSource("vn.solieu.testing.SearchTerms#NOTHING")
  void thereHasToBeSomethingToLookFor(String typed) {
    for (String list : List.of("/v1/releases", "/v1/releases.ics")) {
      as(null)
          .queryParam("text", typed)
          .get(list)
          .then()
          .statusCode(400)
          .body("errors.pointer", equalTo(List.of("?text")));
    }
  }

  private static List<String> found(String typed) {
    return as(OFFICER)
        .queryParam("text", typed)
        .get("/v1/releases")
        .then()
        .statusCode(200)
        .extract()
        .path("items.id");
  }

  @Test
  void aDayOfTheListIsThatOfItsBeginning() {
    String day = in(Duration.ofDays(3)).toLocalDate().toString();
    String query = "/v1/releases?limit=1&text=%s&from=%s".formatted(word, day);
    Response first = page(null, query);
    assertEquals(ids.subList(2, 3), first.jsonPath().getList("items.id"));

    moveProvisional(ids.get(4), 1);

    Response second = page(null, next(first));
    Response third = page(null, next(second));
    assertEquals(ids.subList(3, 4), second.jsonPath().getList("items.id"));
    assertEquals(ids.subList(4, 5), third.jsonPath().getList("items.id"));
    // As it is now.
    assertEquals(
        in(Duration.ofDays(1)).toLocalDate(),
        OffsetDateTime.parse(third.path("items[0].scheduledAt")).toLocalDate());
  }

  @Test
  void aDraftChangesNoAnswerThatTheWorldIsGiven() {
    Response before = page(null, "/v1/releases?limit=2&text=" + word);

    planned(plan(newId(), in(Duration.ofHours(1))));

    Response after = page(null, "/v1/releases?limit=2&text=" + word);
    assertEquals(before.asString(), after.asString());
    assertEquals(before.header("ETag"), after.header("ETag"));
    assertEquals(before.header("Link"), after.header("Link"));
  }

  @Test
  void aCursorDoesNotTellHowManyDraftsThereAre() {
    String before = page(null, "/v1/releases?limit=2&text=" + word).header("Link");
    planned(plan(newId(), in(Duration.ofHours(1))));
    planned(plan(newId(), in(Duration.ofHours(1))));
    announced(9);

    String after = page(null, "/v1/releases?limit=2&text=" + word).header("Link");

    assertEquals(begun(before) + 1, begun(after));
  }

  private static long begun(String link) {
    String cursor = link.replaceFirst(".*cursor=([A-Za-z0-9_-]+).*", "$1");
    return JsonPath.from(new String(Base64.getUrlDecoder().decode(cursor), UTF_8)).getLong("s");
  }

  @Test
  void aListIsReadOnByWhoBeganIt() {
    String next = next(page(null, "/v1/releases?limit=2&text=" + word));

    page(OFFICER, next).then().statusCode(400).body("errors.pointer", equalTo(List.of("?cursor")));
  }

  /** The last of them stays provisional. */
  private String announced(int day) {
    String id = newId();
    Map<String, Object> plan = plan(id, in(Duration.ofDays(day)));
    plan.put("titleVi", "Lúa " + word);
    if (day == 5) {
      planned(plan);
      act(OFFICER, id, "announce").then().statusCode(200);
    } else {
      confirmed(plan);
    }
    return id;
  }

  private static void postpone(String id, int day) {
    Map<String, String> body = new HashMap<>(because("Điều tra bổ sung"));
    body.put("scheduledAt", in(Duration.ofDays(day)).toString());
    act(OFFICER, id, "postpone", body).then().statusCode(200);
  }

  private void moveProvisional(String id, int day) {
    Map<String, Object> plan = plan(id, in(day == 0 ? Duration.ofHours(2) : Duration.ofDays(day)));
    plan.put("titleVi", "Lúa " + word);
    plan.putAll(because("Sớm hơn"));
    as(OFFICER)
        .header("If-Match", as(OFFICER).get("/v1/releases/" + id).header("ETag"))
        .body(plan)
        .put("/v1/releases/" + id)
        .then()
        .statusCode(200);
  }

  private static Response page(@Nullable String reader, @Nullable String path) {
    assertNotNull(path);
    return as(reader).urlEncodingEnabled(false).get(path);
  }

  private static @Nullable String next(Response page) {
    String link = page.header("Link");
    return link == null ? null : link.substring(1, link.indexOf('>'));
  }
}
