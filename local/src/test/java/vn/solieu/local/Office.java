package vn.solieu.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import vn.solieu.local.Api.Answer;

/**
 * The people of the sample province at their work: what several tests need done before their point.
 */
final class Office {

  static final String DEPARTMENT = "so-nnmt";
  static final String OFFICE = "thong-ke-tinh";
  static final String FORM = "EX-RICE";

  private final People people;

  Office(People people) {
    this.people = people;
  }

  Api reporter() {
    return people.person("reporter", DEPARTMENT, "reporter");
  }

  Api appraiser() {
    return people.person("appraiser", OFFICE, "appraiser");
  }

  Api statistician() {
    return people.person("statistician", OFFICE, "statistician");
  }

  Api releaseOfficer() {
    return people.person("release-officer", OFFICE, "release-officer");
  }

  Api calendarApprover() {
    return people.person("head", OFFICE, "calendar-approver");
  }

  Api admin() {
    return people.person("admin", OFFICE, "admin");
  }

  /** Issues the example form for a year; returns what the department owes. */
  String issue(int year) {
    return issue(FORM, year);
  }

  /** Issues a form for a year; returns what its first agency owes. */
  String issue(String form, int year) {
    ObjectNode round =
        Api.JSON.createObjectNode().put("form", form).put("period", Integer.toString(year));
    String id = statistician().post("/v1/rounds", round).expect(201).createdId();
    JsonNode obligations =
        statistician().get("/v1/obligations?round=" + id).expect(200).json().get("items");
    return obligations.get(0).get("id").asText();
  }

  /** The sample's good file, for a year. */
  static String figures(int year) {
    return Sample.text("push/rice-2024.csv").replace(",2024,", "," + year + ",");
  }

  Answer push(String obligation, String csv) {
    return push(obligation, csv, UUID.randomUUID().toString());
  }

  Answer push(String obligation, String csv, String key) {
    return reporter()
        .postCsv("/v1/submissions?obligation=" + obligation, csv, "Idempotency-Key", key);
  }

  void accept(String submission) {
    Api appraiser = appraiser();
    String path = "/v1/submissions/" + submission;
    String tag = appraiser.get(path).expect(200).header("ETag").orElseThrow();
    appraiser.post(path + "/accept", "If-Match", tag).expect(200);
  }

  /** Figures of a year, pushed and accepted; returns the vintage. */
  String acceptedVintage(int year) {
    JsonNode receipt = push(issue(year), figures(year)).expect(201).json();
    accept(receipt.get("id").asText());
    return receipt.get("vintage").asText();
  }

  /** A release that will go out so long from now: planned by one, confirmed by another. */
  String confirmedRelease(Duration fromNow) {
    ObjectNode plan =
        Api.JSON
            .createObjectNode()
            .put("titleVi", "Ví dụ: lúa")
            .put("titleEn", "Example: rice")
            .put("agency", OFFICE)
            .put(
                "scheduledAt",
                Instant.now().plus(fromNow).atOffset(ZoneOffset.ofHours(7)).toString());
    String release =
        "/v1/releases/" + releaseOfficer().post("/v1/releases", plan).expect(201).createdId();
    change(releaseOfficer(), release, "announce");
    change(calendarApprover(), release, "confirm");
    return release.substring(release.lastIndexOf('/') + 1);
  }

  /** An archive release that waits to be recorded. */
  String archiveRelease(Instant publishedAt) {
    ObjectNode plan =
        Api.JSON
            .createObjectNode()
            .put("titleVi", "Ví dụ: lúa, lưu trữ")
            .put("titleEn", "Example: rice, archive")
            .put("agency", OFFICE)
            .put("origin", "archive")
            .put("publishedAt", publishedAt.atOffset(ZoneOffset.ofHours(7)).toString())
            .put("evidence", "Kiểm thử | A test");
    return admin().post("/v1/releases", plan).expect(201).createdId();
  }

  void record(String release) {
    change(calendarApprover(), "/v1/releases/" + release, "confirm");
  }

  static void change(Api person, String path, String action) {
    String tag = person.get(path).expect(200).header("ETag").orElseThrow();
    person.post(path + "/" + action, Api.JSON.createObjectNode(), "If-Match", tag).expect(200);
  }

  void attach(String release, String vintage) {
    releaseOfficer()
        .put("/v1/releases/%s/contents/vintage/%s".formatted(release, vintage))
        .expect(200, 201);
  }

  /** What the public is told with the figures of a release. */
  void announceWithTheFigures(String release, String vi, String en) {
    releaseOfficer()
        .put(
            "/v1/releases/" + release + "/notice",
            Api.JSON.createObjectNode().put("vi", vi).put("en", en))
        .expect(200);
  }

  void attachToArchive(String release, String vintage) {
    admin().put("/v1/releases/%s/contents/vintage/%s".formatted(release, vintage)).expect(200, 201);
  }

  /** Whether the public sees figures of that year. */
  boolean shows(int year) {
    return people
        .stranger()
        .get("/v1/indicators/example-rice/observations?from=%d&to=%d".formatted(year, year))
        .expect(200)
        .body()
        .contains("120.4");
  }
}
