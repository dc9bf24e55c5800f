package vn.solieu.calendar;

import static io.restassured.RestAssured.given;
import static java.time.temporal.ChronoUnit.MILLIS;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.solieu.platform.security.Roles;
import vn.solieu.platform.time.Zone;
import vn.solieu.testing.Tokens;

/** What the people of the statistics office do through the API. */
public final class Office {

  public static final String AGENCY = "thong-ke-tinh";

  /** Plans. */
  public static final String OFFICER = Tokens.of("lan", Roles.RELEASE_OFFICER, AGENCY);

  public static final String OTHER_OFFICER = Tokens.of("minh", Roles.RELEASE_OFFICER, AGENCY);

  /** Confirms. */
  public static final String APPROVER = Tokens.of("hoa", Roles.CALENDAR_APPROVER, AGENCY);

  public static final String ADMIN = Tokens.of("an", Roles.ADMIN, AGENCY);
  public static final String REPORTER = Tokens.of("tu", Roles.REPORTER, "so-nnmt");

  private Office() {}

  public static OffsetDateTime in(Duration time) {
    return OffsetDateTime.now(Clock.system(Zone.HO_CHI_MINH)).plus(time).truncatedTo(MILLIS);
  }

  public static String newId() {
    return "R-" + UUID.randomUUID();
  }

  /** A valid plan, to be bent by the test. */
  public static Map<String, Object> plan(String id, OffsetDateTime scheduledAt) {
    Map<String, Object> plan = new LinkedHashMap<>();
    plan.put("id", id);
    plan.put("titleVi", "Chỉ số giá tiêu dùng " + id);
    plan.put("titleEn", "Consumer price index " + id);
    plan.put("agency", AGENCY);
    plan.put("scheduledAt", scheduledAt.toString());
    return plan;
  }

  public static Map<String, Object> archive(String id, String publishedAt) {
    Map<String, Object> plan = plan(id, in(Duration.ZERO));
    plan.remove("scheduledAt");
    plan.put("origin", "archive");
    plan.put("publishedAt", publishedAt);
    plan.put("evidence", "Niên giám thống kê, trang 3.");
    return plan;
  }

  public static RequestSpecification as(@Nullable String token) {
    RequestSpecification request = given().contentType("application/json");
    return token == null ? request : request.header("Authorization", "Bearer " + token);
  }

  public static Response planned(Map<String, Object> plan) {
    String token = "archive".equals(plan.get("origin")) ? ADMIN : OFFICER;
    Response answer = as(token).body(plan).post("/v1/releases");
    answer.then().statusCode(201);
    return answer;
  }

  /** Does something to a release as it stands now. */
  public static Response act(String token, String id, String action, Map<String, ?> body) {
    String tag = as(token).get("/v1/releases/" + id).header("ETag");
    return as(token)
        .header("If-Match", tag == null ? "\"none\"" : tag)
        .body(body)
        .post("/v1/releases/" + id + "/" + action);
  }

  public static Response act(String token, String id, String action) {
    return act(token, id, action, Map.of());
  }

  /** Planned, announced and confirmed, with a content; returns that. */
  public static String confirmed(Map<String, Object> plan) {
    String id = (String) plan.get("id");
    planned(plan);
    boolean mirrored = "none".equals(plan.get("trigger"));
    String vintage = mirrored ? "" : attached(id);
    act(OFFICER, id, "announce").then().statusCode(200);
    act(APPROVER, id, "confirm").then().statusCode(200);
    return vintage;
  }

  /** Planned, announced and confirmed, with nothing in it yet. */
  public static void confirmedEmpty(Map<String, Object> plan) {
    String id = (String) plan.get("id");
    planned(plan);
    act(OFFICER, id, "announce").then().statusCode(200);
    act(APPROVER, id, "confirm").then().statusCode(200);
  }

  /**
   * An archive release that is recorded: planned by one, confirmed by another; returns its content.
   */
  public static String recorded(Map<String, Object> archive) {
    String id = (String) archive.get("id");
    planned(archive);
    String vintage = UUID.randomUUID().toString();
    as(ADMIN).put("/v1/releases/" + id + "/contents/vintage/" + vintage).then().statusCode(201);
    act(APPROVER, id, "confirm").then().statusCode(200);
    return vintage;
  }

  /** A new content of a release. */
  public static String attached(String id) {
    String vintage = UUID.randomUUID().toString();
    attach(id, vintage).then().statusCode(201);
    return vintage;
  }

  /** Why, in both languages. */
  public static Map<String, String> because(String vi) {
    return Map.of("reason", vi, "reasonEn", "In English: " + vi);
  }

  public static Response attach(String id, String vintage) {
    return as(OFFICER).put("/v1/releases/" + id + "/contents/vintage/" + vintage);
  }

  public static String state(String id) {
    return as(OFFICER).get("/v1/releases/" + id).path("state");
  }
}
