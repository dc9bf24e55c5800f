package vn.solieu.catalog.product;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.solieu.platform.publication.ContentReference;
import vn.solieu.platform.publication.ReleaseGate;
import vn.solieu.platform.sql.Sql;
import vn.solieu.platform.sql.SqlFailure;
import vn.solieu.testing.Tokens;
import vn.solieu.testing.UseTestEnvironment;

@QuarkusTest
@UseTestEnvironment
class EditionEmbargoTest {

  private static final String PUBLISHED = "2026-11-06T09:00:00+07:00";

  @Inject OtherServices others;
  @Inject ReleaseGate gate;
  @Inject Sql sql;

  @BeforeEach
  void theOfficeIsKnown() {
    Given.theOfficeIsKnown(others);
  }

  @Test
  void aHeldEditionIsOnNoRouteForAStrangerNorForAnotherAgency() {
    String product = Given.aProduct("held-" + UUID.randomUUID());
    List<Supplier<RequestSpecification>> strangers =
        List.of(
            () -> given(),
            () -> given().auth().oauth2(Tokens.of("reporter", "so-nnmt")),
            () -> given().auth().oauth2(Tokens.of("head", Given.OFFICE)));
    List<Map<String, String>> before =
        strangers.stream().map(who -> everythingSeen(who, product, UUID.randomUUID())).toList();

    UUID held = UUID.fromString(Given.aHeldEdition(product, "2026-10", "Tháng Mười bí mật"));

    List<Map<String, String>> after =
        strangers.stream().map(who -> everythingSeen(who, product, held)).toList();
    assertThat(after, equalTo(before));
  }

  /** Every route, with what could tell of an edition: status, tag, sequence, link and body. */
  private static Map<String, String> everythingSeen(
      Supplier<RequestSpecification> who, String product, UUID edition) {
    Map<String, String> seen = new TreeMap<>();
    String editions = "/v1/products/" + product + "/editions";
    for (String path :
        List.of(
            "/v1/products",
            "/v1/products/" + product,
            editions,
            editions + "?limit=1",
            editions + "/latest",
            editions + "/" + edition)) {
      Response answer = who.get().redirects().follow(false).get(path);
      seen.put(
          path.replace(edition.toString(), "{edition}"),
          "%d %s %s %s %s"
              .formatted(
                  answer.statusCode(),
                  answer.header("ETag"),
                  answer.header("Solieu-Sequence"),
                  answer.header("Link"),
                  answer
                      .asString()
                      .replace(edition.toString(), "{edition}")
                      .replaceAll("\"requestId\":\"[^\"]*\"", "")));
    }
    return seen;
  }

  @Test
  void theOfficeSeesWhatIsHeldAndNobodyMayKeepTheAnswer() {
    String product = Given.aProduct("office-" + UUID.randomUUID());
    others.tellRelease("KTXH-1", System.nanoTime(), PUBLISHED);
    String held = Given.aHeldEdition(product, "2026-10", "Tháng Mười");

    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                Given.asStatistician()
                    .get("/v1/products/" + product + "/editions/" + held)
                    .then()
                    .statusCode(200)
                    .header("Cache-Control", "private, no-store")
                    .body("state", equalTo("held"))
                    .body("sequence", nullValue())
                    .body("plannedAt", equalTo(PUBLISHED)));
    Given.asStatistician()
        .get("/v1/products/" + product + "/editions")
        .then()
        .header("Cache-Control", "private, no-store")
        .body("items.id", contains(held));
    assertThat(
        sql.exists(
            "select from audit where action = 'embargo.read' and subject_id = ?",
            "edition " + held),
        is(true));
  }

  @Test
  void aPublicationOpensWhatItListsAndNothingElse() {
    String product = Given.aProduct("opened-" + UUID.randomUUID());
    String listed = Given.aHeldEdition(product, "2026-10", "Tháng Mười");
    String held = Given.aHeldEdition(product, "2026-11", "Tháng Mười một");

    long sequence =
        others.publish(
            "KTXH-1",
            PUBLISHED,
            OtherServices.edition(listed),
            OtherServices.edition("no-such-edition"),
            new ContentReference(ContentReference.VINTAGE, held));

    becomesPublic(product, listed);
    given()
        .get("/v1/products/" + product + "/editions/" + listed)
        .then()
        .header("Cache-Control", "public, no-cache")
        .header("Solieu-Sequence", String.valueOf(sequence))
        .body("state", equalTo("opened"))
        .body("sequence", equalTo((int) sequence))
        .body("release", equalTo("KTXH-1"))
        .body("publishedAt", equalTo(PUBLISHED));
    given().get("/v1/products/" + product + "/editions/" + held).then().statusCode(404);
    given().get("/v1/products/" + product + "/editions").then().body("items.id", contains(listed));
    given()
        .redirects()
        .follow(false)
        .get("/v1/products/" + product + "/editions/latest")
        .then()
        .statusCode(302)
        .header("Location", "/v1/products/" + product + "/editions/" + listed);
    assertThat(
        sql.list(
            "select topic || ' ' || is_public || ' ' || payload from outbox where key = ?",
            row -> row.getString(1),
            listed),
        contains(containsString("solieu.catalog.edition.v1 true")));
  }

  @Test
  void aPublicationThatComesTwiceOpensOnce() {
    String product = Given.aProduct("twice-" + UUID.randomUUID());
    String first = Given.aHeldEdition(product, "2026-10", "Tháng Mười");
    long sequence = others.publish("KTXH-1", PUBLISHED, OtherServices.edition(first));
    becomesPublic(product, first);

    others.publish("KTXH-2", "2026-12-06T09:00:00+07:00", OtherServices.edition(first));
    String second = Given.aHeldEdition(product, "2026-11", "Tháng Mười một");
    others.publish("KTXH-3", "2026-12-07T09:00:00+07:00", OtherServices.edition(second));
    becomesPublic(product, second);

    given()
        .get("/v1/products/" + product + "/editions/" + first)
        .then()
        .body("sequence", equalTo((int) sequence))
        .body("publishedAt", equalTo(PUBLISHED));
  }

  @Test
  void aListThatWasBegunStaysAsItWas() {
    String product = Given.aProduct("paged-" + UUID.randomUUID());
    String older = Given.aHeldEdition(product, "2026-08", "Tháng Tám");
    String newer = Given.aHeldEdition(product, "2026-10", "Tháng Mười");
    String between = Given.aHeldEdition(product, "2026-09", "Tháng Chín");
    others.publish("KTXH-1", PUBLISHED, OtherServices.edition(older), OtherServices.edition(newer));
    becomesPublic(product, newer);
    String link =
        given()
            .get("/v1/products/" + product + "/editions?limit=1")
            .then()
            .body("items.id", contains(newer))
            .extract()
            .header("Link");

    others.publish("KTXH-2", "2026-12-06T09:00:00+07:00", OtherServices.edition(between));
    becomesPublic(product, between);

    given()
        .urlEncodingEnabled(false)
        .get(link.substring(1, link.indexOf('>')))
        .then()
        .statusCode(200)
        .body("items.id", contains(older));
    given()
        .get("/v1/products/" + product + "/editions")
        .then()
        .body("items.id", contains(newer, between, older));
  }

  @Test
  void aCursorMadeOfAHeldEditionTellsNothing() {
    String product = Given.aProduct("cursor-" + UUID.randomUUID());
    String opened = Given.aHeldEdition(product, "2026-08", "Tháng Tám");
    String alsoOpened = Given.aHeldEdition(product, "2026-07", "Tháng Bảy");
    String held = Given.aHeldEdition(product, "2026-10", "Tháng Mười");
    others.publish(
        "KTXH-1", PUBLISHED, OtherServices.edition(opened), OtherServices.edition(alsoOpened));
    becomesPublic(product, opened);
    String link = given().get("/v1/products/" + product + "/editions?limit=1").header("Link");
    String cursor = link.substring(link.indexOf("cursor=") + 7, link.indexOf('>'));

    String withHeld = forged(cursor, opened, held);
    String withNone = forged(cursor, opened, UUID.randomUUID().toString());

    assertThat(
        given().get("/v1/products/" + product + "/editions?cursor=" + withHeld).asString(),
        equalTo(
            given().get("/v1/products/" + product + "/editions?cursor=" + withNone).asString()));
  }

  private static String forged(String cursor, String from, String to) {
    String json = new String(Base64.getUrlDecoder().decode(cursor), UTF_8);
    assertThat(json, containsString(from));
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(json.replace(from, to).getBytes(UTF_8));
  }

  @Test
  void aQueryPastTheGateFails() {
    for (String table : List.of("edition", "edition_opening", "office_edition", "outbox")) {
      assertThrows(
          SqlFailure.class,
          () -> gate.published(connection -> Sql.on(connection).exists("select from " + table)),
          table);
    }
  }

  @Test
  void aReleaseMayListWhatIsHeldAndNotWhatIsOpened() {
    String product = Given.aProduct("checked-" + UUID.randomUUID());
    String edition = Given.aHeldEdition(product, "2026-10", "Tháng Mười");
    String check = "/v1/editions/" + edition + "/release-check";
    String officer = Tokens.of("release-officer", Given.OFFICE);

    given().get(check).then().statusCode(401);
    given().auth().oauth2(Tokens.of("reporter", "so-nnmt")).get(check).then().statusCode(403);
    given()
        .auth()
        .oauth2(officer)
        .queryParam("publishedAt", PUBLISHED)
        .get(check)
        .then()
        .statusCode(200)
        .body("attachable", is(true))
        .body("errors", hasSize(0));
    given()
        .auth()
        .oauth2(officer)
        .get("/v1/editions/" + UUID.randomUUID() + "/release-check")
        .then()
        .statusCode(404);

    others.publish("KTXH-1", PUBLISHED, OtherServices.edition(edition));
    becomesPublic(product, edition);
    given()
        .auth()
        .oauth2(officer)
        .get(check)
        .then()
        .body("attachable", is(false))
        .body("errors.rule", contains("opened"));
  }

  @Test
  void anEditionIsAddedOnce() {
    String product = Given.aProduct("once-" + UUID.randomUUID());
    String first = Given.aHeldEdition(product, "2026-10", "Tháng Mười");

    Given.asStatistician()
        .body("{\"titleVi\": \"Tháng Mười\", \"period\": \"2026-10\"}")
        .post("/v1/products/" + product + "/editions")
        .then()
        .statusCode(422)
        .body("errors.rule", contains("twice"));
    Given.asStatistician()
        .get("/v1/products/" + product + "/editions")
        .then()
        .body("items.id", contains(first));
    given()
        .auth()
        .oauth2(Tokens.of("reporter", "so-nnmt"))
        .contentType("application/json")
        .body("{\"titleVi\": \"Tháng Mười\", \"period\": \"2026-10\"}")
        .post("/v1/products/" + product + "/editions")
        .then()
        .statusCode(403)
        .body(not(containsString(first)));
  }

  private static void becomesPublic(String product, String edition) {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                given().get("/v1/products/" + product + "/editions/" + edition).statusCode()
                    == 200);
  }
}
