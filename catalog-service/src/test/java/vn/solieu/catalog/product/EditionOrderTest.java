package vn.solieu.catalog.product;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.solieu.platform.publication.ContentReference;
import vn.solieu.platform.publication.Publication;
import vn.solieu.platform.sql.Sql;
import vn.solieu.testing.EventContract;
import vn.solieu.testing.UseTestEnvironment;

/** Which edition is the newest, in which order they are listed, and what stays closed. */
@QuarkusTest
@UseTestEnvironment
class EditionOrderTest {

  @Inject OtherServices others;
  @Inject EditionOpener opener;
  @Inject Sql sql;

  private final String product = "ordered-" + UUID.randomUUID();

  @BeforeEach
  void theProductIsKnown() {
    Given.theOfficeIsKnown(others);
    Given.aProduct(product);
  }

  @Test
  void ofTwoEditionsOfAYearTheLatestIsTheOnePublishedLastAndNotTheOneEnteredLast() {
    String enteredFirst = Given.aHeldEdition(product, "2025", "Bản đính chính");
    String enteredLast = Given.aHeldEdition(product, "2025", "Bản đầu");
    String older = Given.aHeldEdition(product, "2024", "Năm trước");
    publish("2026-06-30T09:00:00+07:00", enteredLast);
    assertEquals(enteredLast, latest());

    publish("2026-07-30T09:00:00+07:00", enteredFirst);
    publish("2026-08-30T09:00:00+07:00", older);

    assertEquals(enteredFirst, latest(), "of the newest period");
    assertEquals(List.of(enteredFirst, enteredLast, older), listed(null));
  }

  @Test
  void anArchiveEditionThatIsRecordedLaterIsNotTheLatestWhenThePublicSawItBefore() {
    String archive = Given.aHeldEdition(product, "2025", "Bản lưu trữ");
    String live = Given.aHeldEdition(product, "2025", "Bản hiện hành");
    publish("2026-06-30T09:00:00+07:00", live);
    publish("2026-01-30T09:00:00+07:00", archive);

    assertEquals(live, latest());
    assertEquals(List.of(live, archive), listed(null));
  }

  @Test
  void whatWasSeenAtOneInstantGoesByTheLogAndThenByItsEntry() {
    String first = Given.aHeldEdition(product, "2025", "Thứ nhất");
    String second = Given.aHeldEdition(product, "2025", "Thứ hai");
    String third = Given.aHeldEdition(product, "2025", "Thứ ba");
    publish("2014-01-29T09:00:00+07:00", second, third);
    publish("2014-01-29T09:00:00+07:00", first);

    assertEquals(first, latest());
    assertEquals(List.of(first, third, second), listed(null));
  }

  @Test
  void theOfficeReadsAListToItsEndThoughSomeOfItIsPublishedMeanwhile() {
    String a = Given.aHeldEdition(product, "2025", "A");
    String b = Given.aHeldEdition(product, "2025", "B");
    String c = Given.aHeldEdition(product, "2025", "C");
    String d = Given.aHeldEdition(product, "2025", "D");
    publish("2026-06-30T09:00:00+07:00", a);
    Response first = page(Given.STATISTICIAN, "/v1/products/" + product + "/editions?limit=2");
    assertEquals(List.of(d, c), first.jsonPath().getList("items.id"));

    publish("2026-07-30T09:00:00+07:00", d); // was read, and would come again
    publish("2026-05-30T09:00:00+07:00", b); // was held, and would not come at all

    Response second = page(Given.STATISTICIAN, next(first));
    assertEquals(List.of(b, a), second.jsonPath().getList("items.id"));
    assertEquals("opened", second.path("items[0].state"), "as it is now");
    assertEquals(List.of(c, d, a, b), listed(Given.STATISTICIAN));
  }

  @Test
  void whatIsListedAndCannotBeOpenedIsTold() {
    String opened = Given.aHeldEdition(product, "2025", "A");
    String unknown = UUID.randomUUID().toString();
    publish("2026-06-30T09:00:00+07:00", opened);

    others.publish(
        "KTXH-2",
        "2026-07-30T09:00:00+07:00",
        OtherServices.edition(opened),
        OtherServices.edition(unknown),
        OtherServices.edition(unknown));

    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertEquals(
                    List.of("already-open"),
                    sql.list(
                        "select cause from edition_refused where content = ?",
                        row -> row.getString(1),
                        opened)));
    List<String> told =
        sql.list(
            "select is_public || payload from outbox where key in (?, ?) and type ="
                + " 'vn.solieu.catalog.edition.refused.v1' order by position",
            row -> row.getString(1),
            opened,
            unknown);
    assertEquals(2, told.size());
    for (String event : told) {
      assertEquals("false", event.substring(0, 5), "nobody outside is told");
      EventContract.of(CatalogTopics.EDITION_REFUSED).assertWritten(event.substring(5));
    }
    page(null, "/v1/products/" + product + "/editions/" + opened)
        .then()
        .body("publishedAt", equalTo("2026-06-30T09:00:00+07:00"));
  }

  @Test
  void anEditionCarriesTheNoticeOfItsReleaseInBothLanguages() {
    String edition = Given.aHeldEdition(product, "2025", "A");

    QuarkusTransaction.requiringNew()
        .run(
            () ->
                opener.open(
                    new Publication(
                        1,
                        "KTXH-3",
                        OffsetDateTime.parse("2026-07-30T09:00:00+07:00"),
                        OffsetDateTime.parse("2026-07-30T09:00:00+07:00"),
                        Publication.LIVE,
                        false,
                        false,
                        "Đính chính",
                        "A correction",
                        List.of(new ContentReference(ContentReference.EDITION, edition)))));

    page(null, "/v1/products/" + product + "/editions/" + edition)
        .then()
        .body("releaseNotice", equalTo("Đính chính"))
        .body("releaseNoticeEn", equalTo("A correction"));
  }

  @Test
  void theNewestSnapshotOfAReleaseHoldsInWhateverOrderTheyCome() {
    String edition = Given.aHeldEdition(product, "2025", "A");
    String release = "KTXH-" + UUID.randomUUID();
    sql.update("update edition set release = ? where id::text = ?", release, edition);

    others.tellRelease(release, 7, "2026-11-07T09:00:00+07:00");
    others.tellRelease(release, 6, "2026-11-06T09:00:00+07:00");
    String after = "KTXH-" + UUID.randomUUID();
    others.tellRelease(after, 1, "2026-11-08T09:00:00+07:00");
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> sql.exists("select from release where id = ?", after));

    page(Given.STATISTICIAN, "/v1/products/" + product + "/editions/" + edition)
        .then()
        .body("plannedAt", equalTo("2026-11-07T09:00:00+07:00"));
  }

  @Test
  void theNewestSnapshotOfAnAgencyHoldsInWhateverOrderTheyCome() {
    String agency = "so-" + UUID.randomUUID();
    String after = "so-" + UUID.randomUUID();
    others.tellAgency(agency, 3, "Sở mới");
    others.tellAgency(agency, 2, "Sở cũ");
    others.tellAgency(after, 1, "Sở khác");
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> sql.exists("select from agency where id = ?", after));

    assertEquals(
        List.of("Sở mới"),
        sql.list("select name_vi from agency where id = ?", row -> row.getString(1), agency));
  }

  private void publish(String publishedAt, String... editions) {
    others.publish(
        "KTXH-1",
        publishedAt,
        Stream.of(editions).map(OtherServices::edition).toArray(ContentReference[]::new));
    for (String edition : editions) {
      await()
          .atMost(Duration.ofSeconds(30))
          .until(
              () ->
                  page(null, "/v1/products/" + product + "/editions/" + edition).statusCode()
                      == 200);
    }
  }

  private String latest() {
    String location =
        given()
            .redirects()
            .follow(false)
            .get("/v1/products/" + product + "/editions/latest")
            .then()
            .statusCode(302)
            .extract()
            .header("Location");
    return location.substring(location.lastIndexOf('/') + 1);
  }

  private List<String> listed(@Nullable String token) {
    Response all = page(token, "/v1/products/" + product + "/editions");
    all.then().statusCode(200);
    return all.jsonPath().getList("items.id");
  }

  private static Response page(@Nullable String token, String path) {
    var request = given().urlEncodingEnabled(false);
    return token == null ? request.get(path) : request.auth().oauth2(token).get(path);
  }

  private static String next(Response page) {
    String link = page.header("Link");
    return link.substring(1, link.indexOf('>'));
  }
}
