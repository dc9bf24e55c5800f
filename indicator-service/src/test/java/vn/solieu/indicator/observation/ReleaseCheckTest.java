package vn.solieu.indicator.observation;

import static io.restassured.RestAssured.given;
import static java.util.stream.Collectors.toSet;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static vn.solieu.indicator.observation.ObservationFixtures.figure;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.solieu.indicator.observation.ObservationFixtures.Indicator;
import vn.solieu.indicator.observation.ObservationFixtures.Place;
import vn.solieu.indicator.observation.ObservationFixtures.Sent;
import vn.solieu.indicator.observation.ReleasePlan.Listed;
import vn.solieu.platform.problem.Violation;
import vn.solieu.platform.publication.Publication;
import vn.solieu.platform.sql.Sql;
import vn.solieu.platform.time.Accumulation;
import vn.solieu.testing.Tokens;
import vn.solieu.testing.UseTestEnvironment;

/** A lower level does not replace a higher one, except for a reason that readers are told. */
@QuarkusTest
@UseTestEnvironment
class ReleaseCheckTest {

  private static final String LATER = "2100-01-01T00:00:00Z";
  private static final String DAY = "2100-01-01T00:00:00Z";
  private static final String NEXT = "2100-01-02T00:00:00Z";

  @Inject ObservationFixtures house;
  @Inject VintageStore vintages;
  @Inject ReleaseCheck checks;
  @Inject Sql sql;

  private Indicator rice;
  private Place ward;

  @BeforeEach
  void anIndicatorAndAnArea() {
    rice = house.indicator();
    ward = house.place();
  }

  private Sent official() {
    return figure(rice, ward, "2024-01", "1");
  }

  private Sent estimate() {
    return figure(rice, ward, "2024-01", "2").level("estimate");
  }

  // Attaching: what is public
  // -----------------------------------------------------------------------

  @Test
  void aLowerLevelIsListedOverAPublishedHigherOneOnlyWithAReasonAndANotice() {
    house.publishAt("2024-06-01T00:00:00Z", house.pushAccepted(official()));

    List<Violation> refused = check(house.pushAccepted(estimate()), LATER);

    assertEquals(List.of("lower-level"), rules(refused));
    assertEquals(
        "/%s/%s/%s/2024-01/sex=T".formatted(rice.id(), rice.measure(), ward.id()),
        refused.getFirst().pointer());
    assertEquals(
        List.of("lower-level-without-notice"),
        rules(check(house.pushAccepted(Reason.CORRECTION, null, estimate()), LATER)));
    assertEquals(List.of(), check(house.pushAccepted(Reason.CORRECTION, "Vì", estimate()), LATER));
    assertEquals(List.of(), check(house.pushAccepted(Reason.METHOD, "Vì", estimate()), LATER));
    assertEquals(List.of(), check(house.pushAccepted(official()), LATER));
  }

  @Test
  void aCellIsNamedByAllThatTellsItFromAnother() {
    Sent plan = figure(rice, ward, "2024-02", "1").valueType("plan").sex("F");
    Sent yearToDate = figure(rice, ward, "2024-02", "1").accumulation(Accumulation.YEAR_TO_DATE);
    Vintage other = house.pushAcceptedByAnother(plan, yearToDate);
    house.publish(house.pushAccepted(plan, yearToDate));

    String place = "/%s/%s/%s/2024-02".formatted(rice.id(), rice.measure(), ward.id());
    assertEquals(
        Set.of(place + "/sex=F/valueType=plan", place + "/sex=T/accumulation=year-to-date"),
        check(other, LATER).stream().map(Violation::pointer).collect(toSet()));
  }

  @Test
  void anArchiveReleaseReplacesWhatWasPublishedBeforeItAndNothingElse() {
    house.publishAt("2024-06-01T00:00:00Z", house.pushAccepted(official()));
    Vintage lower = house.pushAccepted(estimate());

    assertEquals(List.of(), check(lower, "2024-05-31T00:00:00Z"));
    // At the same instant the later sequence holds.
    assertEquals(List.of("lower-level"), rules(check(lower, "2024-06-01T00:00:00Z")));
  }

  @Test
  void anArchiveReleasePutsNoHigherLevelUnderALowerOneThatFollows() {
    house.publishAt("2024-06-01T00:00:00Z", house.pushAccepted(estimate()));
    Vintage higher = house.pushAccepted(official());

    assertEquals(List.of("lower-level-follows"), rules(check(higher, "2024-05-31T00:00:00Z")));
    assertEquals(List.of(), check(higher, LATER));
  }

  @Test
  void anEarlierRoundIsLessThanALaterOneAndOneThatWasNotToldIsNeither() {
    house.publishAt("2024-06-01T00:00:00Z", house.pushAccepted(estimate().round(2)));

    assertEquals(
        List.of("lower-level"), rules(check(house.pushAccepted(estimate().round(1)), LATER)));
    assertEquals(List.of(), check(house.pushAccepted(estimate().round(2)), LATER));
    assertEquals(List.of(), check(house.pushAccepted(estimate().round(null)), LATER));
  }

  @Test
  void whatIsTakenBackIsNotReplacedAndTakingBackReplacesNothing() {
    house.publishAt("2024-06-01T00:00:00Z", house.pushAccepted(official()));
    Vintage takenBack = house.pushAccepted(Reason.WITHDRAWN, "Vì", estimate());

    assertEquals(List.of(), check(takenBack, LATER));
    house.publishAt("2024-07-01T00:00:00Z", takenBack);
    assertEquals(List.of(), check(house.pushAccepted(estimate()), LATER));
  }

  @Test
  void whatIsPublicOrGivenBackIsNotListed() {
    Vintage open = house.pushAccepted(official());
    house.publish(open);
    Vintage returned =
        QuarkusTransaction.requiringNew()
            .call(() -> vintages.giveBack(house.push(official()).id(), ObservationFixtures.CALLER));

    assertEquals(List.of("already-open"), rules(check(open, LATER)));
    assertEquals(List.of("state"), rules(check(returned, LATER)));
  }

  @Test
  void whatBelongsToAnotherAgencyIsNeitherListedNorOpened() {
    Vintage other = house.pushAcceptedByAnother(official());
    assertEquals(List.of(), check(other, LATER), "nothing is public yet");
    assertEquals(List.of(), check(other, "R-1", LATER));
    house.publish(house.pushAccepted(official()));

    List<Violation> refused = check(other, LATER);
    house.publish(other);

    assertEquals(List.of("another-agency"), rules(refused));
    assertEquals(
        "/%s/%s/%s/2024-01/sex=T".formatted(rice.id(), rice.measure(), ward.id()),
        refused.getFirst().pointer());
    assertEquals(List.of("another-agency"), causes(other));
    assertEquals(List.of("1.0"), published());
    // Other cells of the same month are its own.
    Vintage neighbour = house.pushAcceptedByAnother(figure(rice, house.place(), "2024-01", "3"));
    assertEquals(List.of(), check(neighbour, LATER));
  }

  @Test
  void aReleaseListsAcceptedVintagesAlone() {
    Vintage held = house.push(official());

    List<Violation> refused = check(held, LATER);

    assertEquals(List.of("state"), rules(refused));
    assertTrue(
        refused.getFirst().messageVi().contains("chờ thẩm định"), refused.getFirst().messageVi());
    house.accept(held);
    assertEquals(List.of(), check(held, LATER));
  }

  @Test
  void theCheckAndAttachingAnswerTheSameInWhateverStateAVintageIs() {
    Vintage held = house.push(official());
    Vintage accepted = house.pushAccepted(official());
    Vintage returned =
        QuarkusTransaction.requiringNew()
            .call(() -> vintages.giveBack(house.push(official()).id(), ObservationFixtures.CALLER));
    Vintage open = house.pushAccepted(official());
    house.publish(open);
    Vintage listed = house.pushAccepted(official());
    attach(listed, "R-1");
    Vintage refused = house.pushAccepted(estimate());
    attach(refused, house.publish(refused).releaseId());

    for (Vintage vintage : List.of(held, accepted, returned, open, listed, refused)) {
      Listed[] planned =
          vintage.equals(listed)
              ? new Listed[] {new Listed(listed.id().toString(), "R-1", at(LATER))}
              : new Listed[0];
      assertEquals(check(vintage, LATER), check(vintage, "R-2", LATER, planned));
    }
    assertEquals(List.of("listed"), rules(check(listed, LATER)));
    assertEquals(List.of("lower-level"), rules(check(refused, LATER)), "free, and still lower");
  }

  /** As calendar-service tells it, which may arrive after the release is out. */
  private void attach(Vintage vintage, String release) {
    sql.update(
        "insert into attachment (content, release, version) values (?, ?, 1)",
        vintage.id().toString(),
        release);
  }

  // Attaching: what is listed
  // -----------------------------------------------------------------------

  @Test
  void aLowerLevelIsNotListedBehindAHigherOneThatIsToComeBeforeIt() {
    Vintage listed = house.pushAccepted(official());
    Vintage lower = house.pushAccepted(estimate());
    Listed before = new Listed(listed.id().toString(), "R-1", at("2099-01-01T00:00:00Z"));

    List<Violation> refused = check(lower, "R-2", "2099-02-01T00:00:00Z", before);

    assertEquals(List.of("lower-level"), rules(refused));
    assertTrue(refused.getFirst().messageEn().contains("R-1"), refused.getFirst().messageEn());
    // Before it, the estimate is replaced as planned.
    assertEquals(List.of(), check(lower, "R-2", "2098-12-01T00:00:00Z", before));
    // Releases of one instant go out in the order of their ids.
    assertEquals(
        List.of("lower-level"), rules(check(lower, "R-2", "2099-01-01T00:00:00Z", before)));
    assertEquals(List.of(), check(lower, "R-0", "2099-01-01T00:00:00Z", before));
    // Within one release the vintage that was pushed later holds.
    assertEquals(
        List.of("lower-level"), rules(check(lower, "R-1", "2099-01-01T00:00:00Z", before)));
  }

  @Test
  void aHigherLevelIsNotListedBeforeALowerOneThatIsToFollow() {
    Vintage listed = house.pushAccepted(estimate());
    Vintage higher = house.pushAccepted(official());
    Listed after = new Listed(listed.id().toString(), "R-2", at("2099-02-01T00:00:00Z"));

    assertEquals(
        List.of("lower-level-follows"), rules(check(higher, "R-1", "2099-01-01T00:00:00Z", after)));
  }

  @Test
  void aReleaseIsNamedOnlyToWhoSeesIt() {
    Vintage listed = house.pushAccepted(official());
    Vintage lower = house.pushAccepted(estimate());
    OffsetDateTime january = at("2099-01-01T00:00:00Z");
    Listed official = new Listed(listed.id().toString(), "R-SECRET", january, false);
    Listed estimate = new Listed(lower.id().toString(), "R-SECRET", january, false);

    List<Violation> above = check(lower, "R-2", "2099-02-01T00:00:00Z", official);
    List<Violation> below = check(listed, "R-2", "2098-12-01T00:00:00Z", estimate);
    List<Violation> twice = check(listed, "R-2", LATER, official);
    attach(lower, "R-SECRET");

    assertEquals(List.of("lower-level"), rules(above));
    assertEquals(List.of("lower-level-follows"), rules(below));
    assertEquals(List.of("listed"), rules(twice));
    for (List<Violation> told : List.of(above, below, twice, check(lower, LATER))) {
      assertFalse(told.toString().contains("R-SECRET"), told.toString());
    }
    assertTrue(above.getFirst().messageEn().contains("of another release"));
    assertTrue(above.getFirst().messageVi().contains("của một đợt phổ biến khác"));
    Listed seen = new Listed(listed.id().toString(), "R-SEEN", january, true);
    assertTrue(check(lower, "R-2", "2099-02-01T00:00:00Z", seen).toString().contains("R-SEEN"));
  }

  @Test
  void whatIsListedAndWillNeverOpenStandsInNobodysWay() {
    Vintage returned =
        QuarkusTransaction.requiringNew()
            .call(() -> vintages.giveBack(house.push(official()).id(), ObservationFixtures.CALLER));
    Vintage lower = house.pushAccepted(estimate());
    String never = UUID.randomUUID().toString();

    assertEquals(
        List.of(),
        check(
            lower,
            "R-2",
            LATER,
            new Listed(returned.id().toString(), "R-1", at("2099-01-01T00:00:00Z")),
            new Listed(never, "R-1", at("2099-01-01T00:00:00Z")),
            new Listed("no-uuid", "R-1", at("2099-01-01T00:00:00Z")),
            new Listed(lower.id().toString(), "R-2", at(LATER))));
  }

  @Test
  void theCalendarAsksForAReleaseOfficerAndIsToldEverythingThatIsWrong() {
    Vintage listed = house.pushAccepted(official());
    Vintage lower = house.pushAccepted(estimate());
    String path = "/v1/vintages/" + lower.id() + "/release-check";
    String plan =
        """
        {"release": "R-2", "publishedAt": "2099-02-01T00:00:00Z",
         "planned": [{"vintage": "%s", "release": "R-1", "publishedAt": "2099-01-01T00:00:00Z"}]}
        """
            .formatted(listed.id());

    given()
        .auth()
        .oauth2(ObservationFixtures.releaseOfficer())
        .header("Solieu-Service-Key", "development")
        .contentType("application/json")
        .body(plan)
        .post(path)
        .then()
        .statusCode(200)
        .body("attachable", equalTo(false))
        .body("errors[0].rule", equalTo("lower-level"));
    given()
        .auth()
        .oauth2(Tokens.of("reporter", ObservationFixtures.AGENCY))
        .contentType("application/json")
        .body(plan)
        .post(path)
        .then()
        .statusCode(403);
    given()
        .auth()
        .oauth2(ObservationFixtures.releaseOfficer())
        .header("Solieu-Service-Key", "development")
        .contentType("application/json")
        .body("{\"planned\": [{}]}")
        .post(path)
        .then()
        .statusCode(422)
        .body(
            "errors.pointer",
            hasItems(
                "/release",
                "/publishedAt",
                "/planned/0/vintage",
                "/planned/0/release",
                "/planned/0/publishedAt"));
  }

  /** What others list would tell of figures that the caller may not see. */
  @Test
  void whatOthersListIsTakenFromTheCalendarAlone() {
    Vintage listed = house.pushAccepted(official());
    Vintage lower = house.pushAccepted(estimate());

    given()
        .auth()
        .oauth2(ObservationFixtures.releaseOfficer())
        .contentType("application/json")
        .body(
            """
            {"release": "R-2", "publishedAt": "2099-02-01T00:00:00Z",
             "planned": [{"vintage": "%s", "release": "R-1", "publishedAt": "2099-01-01T00:00:00Z"}]}
            """
                .formatted(listed.id()))
        .post("/v1/vintages/" + lower.id() + "/release-check")
        .then()
        .statusCode(403);
    given()
        .auth()
        .oauth2(ObservationFixtures.releaseOfficer())
        .contentType("application/json")
        .body("{\"release\": \"R-2\", \"publishedAt\": \"2099-02-01T00:00:00Z\", \"planned\": []}")
        .post("/v1/vintages/" + lower.id() + "/release-check")
        .then()
        .statusCode(200)
        .body("attachable", equalTo(true));
  }

  // Opening: whatever was planned
  // -------------------------------------------------------------------

  @Test
  void whatWasListedBeforeAHigherLevelCameOutStaysClosed() {
    Vintage lower = house.pushAccepted(estimate());
    assertEquals(List.of(), check(lower, LATER));
    Publication first = house.publish(house.pushAccepted(official()));

    Publication second = house.publish(lower);

    assertEquals(List.of("1.0"), published());
    given()
        .auth()
        .oauth2(ObservationFixtures.releaseOfficer())
        .get("/v1/refused-openings?limit=1")
        .then()
        .body("items[0].contentId", equalTo(lower.id().toString()))
        .body("items[0].cause", equalTo("lower-level"))
        .body("items[0].sequence", equalTo((int) second.sequence()));
    assertTrue(second.sequence() > first.sequence());
  }

  @Test
  void twoVintagesOfOneReleaseDoNotLowerALevelInWhateverOrderTheyAreListed() {
    Vintage higher = house.pushAccepted(official());
    Vintage lower = house.pushAccepted(estimate());

    house.publish(lower, higher);

    assertEquals(List.of("1.0"), published());
    assertEquals(List.of("lower-level"), causes(lower));
    assertEquals(List.of(), causes(higher));
  }

  @Test
  void aCorrectionWithANoticeOpensAndSoDoesWhatFollowsIt() {
    house.publish(house.pushAccepted(official()));
    house.publish(house.pushAccepted(Reason.CORRECTION, "Vì", estimate()));
    assertEquals(List.of("2.0"), published());

    house.publish(house.pushAccepted(figure(rice, ward, "2024-01", "3").level("estimate")));

    assertEquals(List.of("3.0"), published());
  }

  @Test
  void aCorrectionWithoutANoticeStaysClosed() {
    house.publish(house.pushAccepted(official()));
    Vintage silent = house.pushAccepted(Reason.CORRECTION, null, estimate());

    house.publish(silent);

    assertEquals(List.of("1.0"), published());
    assertEquals(List.of("lower-level"), causes(silent));
  }

  @Test
  void anArchiveReleaseBelowALaterHigherLevelOpensAndTheLaterHolds() {
    house.publishAt("2024-06-01T00:00:00Z", house.pushAccepted(official()));
    Vintage past = house.pushAccepted(estimate());

    house.publishAt("2024-05-01T00:00:00Z", past);

    assertEquals(List.of(), causes(past));
    assertEquals(List.of("1.0"), published());
  }

  @Test
  void onlyTheCellCountsAndNotItsNeighbours() {
    Sent otherWard = figure(rice, house.place(), "2024-01", "5");
    house.publish(house.pushAccepted(official(), otherWard.level("estimate")));
    // Lower than something of its month, and nowhere lower than what it replaces.
    Vintage mixed = house.pushAccepted(official(), otherWard.level("preliminary"));

    house.publish(mixed);

    assertEquals(List.of(), causes(mixed));
  }

  @Test
  void whatWasRightOnlyBecauseOfAPlanStaysClosedWhenThePlanFallsThrough() {
    house.publish(house.pushAccepted(official()));
    Vintage takenBack = house.pushAccepted(Reason.WITHDRAWN, "Vì", official());
    Vintage lower = house.pushAccepted(estimate());
    Listed planned = new Listed(takenBack.id().toString(), "R-1", at("2099-01-01T00:00:00Z"));
    assertEquals(List.of(), check(lower, "R-2", "2099-02-01T00:00:00Z", planned));

    house.publish(lower);

    assertEquals(List.of("lower-level"), causes(lower));
    assertEquals(List.of("1.0"), published());
  }

  @Test
  void whatWasComparedForAnotherInstantIsComparedAnew() {
    house.publishAt("2024-06-01T00:00:00Z", house.pushAccepted(official()));
    Vintage lower = house.pushAccepted(estimate());
    assertEquals(List.of(), check(lower, "R-2", "2024-05-01T00:00:00Z"));

    house.publishAt("2024-07-01T00:00:00Z", lower);

    assertEquals(List.of("lower-level"), causes(lower));
    assertEquals(List.of("1.0"), published());
  }

  // The order of submissions
  // -----------------------------------------------------------------------

  @Test
  void anEarlierSubmissionTakesNothingBackThatALaterOneOfItsObligationBrought() {
    Vintage earlier = house.pushAccepted(Reason.CORRECTION, "Vì", official());
    Vintage later = house.pushAccepted(Reason.CORRECTION, "Vì", figure(rice, ward, "2024-01", "3"));
    sql.update(
        "update vintage set obligation = ? where id in (?, ?)",
        UUID.randomUUID(),
        earlier.id(),
        later.id());
    String day = "2100-01-01T00:00:00Z";
    String next = "2100-01-02T00:00:00Z";

    assertEquals(
        List.of("later-submission"), rules(check(earlier, "B", next, listed(later, "A", day))));
    assertEquals(
        List.of("earlier-submission-follows"),
        rules(check(later, "A", day, listed(earlier, "B", next))));
    assertEquals(List.of(), check(earlier, "A", day, listed(later, "B", next)));
    assertEquals(List.of(), check(later, "B", next, listed(earlier, "A", day)));

    house.publish(later);
    assertEquals(List.of("later-submission"), rules(check(earlier, LATER)));
    // What is entered of the past has an order of its own.
    assertEquals(List.of(), check(earlier, "2024-05-31T00:00:00Z"));

    house.publishLive(earlier);
    assertEquals(List.of("later-submission"), causes(earlier));
    assertEquals(List.of("3.0"), published());
  }

  @Test
  void noEarlierSubmissionTakesBackACellThatALaterOneOfAnotherObligationBrought() {
    Sent other = figure(rice, ward, "2024-02", "5");
    Vintage earlier = house.pushAccepted(Reason.CORRECTION, "Vì", official(), other);
    Vintage later = house.pushAccepted(Reason.CORRECTION, "Vì", figure(rice, ward, "2024-01", "3"));
    String day = "2100-01-01T00:00:00Z";
    String next = "2100-01-02T00:00:00Z";
    String cell = "/%s/%s/%s/2024-01/sex=T".formatted(rice.id(), rice.measure(), ward.id());

    List<Violation> planned = check(earlier, "B", next, listed(later, "A", day));
    assertEquals(List.of("later-submission"), rules(planned));
    assertEquals(cell, planned.getFirst().pointer());
    List<Violation> follows = check(later, "A", day, listed(earlier, "B", next));
    assertEquals(List.of("earlier-submission-follows"), rules(follows));
    assertEquals(cell, follows.getFirst().pointer());
    assertEquals(List.of(), check(earlier, "A", day, listed(later, "B", next)));
    assertEquals(List.of(), check(later, "B", next, listed(earlier, "A", day)));

    house.publish(later);
    assertEquals(List.of("later-submission"), rules(check(earlier, LATER)));
    assertEquals(List.of(), check(earlier, "2024-05-31T00:00:00Z"));
    house.publishLive(earlier);
    assertEquals(List.of("later-submission"), causes(earlier));
    assertEquals(List.of("3.0"), published());
  }

  @Test
  void anEarlierSubmissionFollowsALaterOneWhereItTakesNothingBack() {
    Vintage same = house.pushAccepted(figure(rice, ward, "2024-01", "3"));
    Vintage moreComplete = house.pushAccepted(figure(rice, ward, "2024-02", "1"));
    Vintage another = house.pushAccepted(figure(rice, ward, "2024-03", "1"));
    house.publish(
        house.pushAccepted(
            figure(rice, ward, "2024-01", "3"),
            figure(rice, ward, "2024-02", "2").level("estimate")));

    for (Vintage earlier : List.of(same, moreComplete, another)) {
      assertEquals(List.of(), check(earlier, LATER));
    }
  }

  @Test
  void noEarlierSubmissionShowsWhatALaterOneMadeConfidential() {
    Vintage same = house.pushAccepted(figure(rice, ward, "2024-01", "3"));
    Vintage moreComplete = house.pushAccepted(figure(rice, ward, "2024-02", "1"));
    house.publish(
        house.accept(
            house.pushConfidential(
                figure(rice, ward, "2024-01", "3"),
                figure(rice, ward, "2024-02", "1").level("estimate"))));

    for (Vintage earlier : List.of(same, moreComplete)) {
      assertEquals(List.of("later-submission"), rules(check(earlier, LATER)));
    }
  }

  @Test
  void whatWasComparedWhenItWasListedIsComparedWithWhatCameSince() {
    Vintage earlier = house.pushAccepted(Reason.CORRECTION, "Vì", official());
    Vintage later = house.pushAccepted(Reason.CORRECTION, "Vì", figure(rice, ward, "2024-01", "3"));
    assertEquals(List.of(), check(earlier, "A", "2100-01-01T00:00:00Z"));

    house.publishLive(later);
    house.publishLive(earlier);

    assertEquals(List.of("later-submission"), causes(earlier));
    assertEquals(List.of("3.0"), published());
  }

  // What changes an official figure in silence (V61 of what was not public at the push)
  // -----------------------------------------------------------------------

  @Test
  void anOfficialFigureIsNotChangedByOneThatWasSentAfterItAndTellsReadersNothing() {
    Vintage first = house.pushAccepted(official());
    Vintage second = house.pushAccepted(figure(rice, ward, "2024-01", "3"));
    String cell = "/%s/%s/%s/2024-01/sex=T".formatted(rice.id(), rice.measure(), ward.id());

    List<Violation> planned = check(second, "B", NEXT, listed(first, "A", DAY));
    assertEquals(List.of("change-without-notice"), rules(planned));
    assertEquals(cell, planned.getFirst().pointer());
    List<Violation> follows = check(first, "A", DAY, listed(second, "B", NEXT));
    assertEquals(List.of("change-without-notice-follows"), rules(follows));
    assertEquals(cell, follows.getFirst().pointer());
    assertTrue(planned.getFirst().messageEn().contains("of the release A"), planned.toString());
    assertTrue(follows.getFirst().messageEn().contains("of the release B"), follows.toString());
    // Releases of one instant go out in the order of their ids.
    assertEquals(
        List.of("change-without-notice"), rules(check(second, "B", DAY, listed(first, "A", DAY))));

    house.publishLive(first);
    assertEquals(List.of("change-without-notice"), rules(check(second, LATER)));
    house.publishLive(second);
    assertEquals(List.of("change-without-notice"), causes(second));
    assertEquals(List.of("1.0"), published());
  }

  /** V54 of what was not public at the push. */
  @Test
  void anOfficialFigureIsNotWithdrawnWithoutAJustification() {
    house.publishLive(house.pushAccepted(official()));
    Vintage blank = house.pushAccepted(figure(rice, ward, "2024-01", "1").none("not-collected"));

    assertEquals(List.of("change-without-notice"), rules(check(blank, LATER)));
    house.publishLive(blank);

    assertEquals(List.of("change-without-notice"), causes(blank));
    assertEquals(List.of("1.0"), published());
  }

  @Test
  void whoMayNotSeeTheReleaseOfTheOtherFigureIsNotToldItsName() {
    Vintage first = house.pushAccepted(official());
    Vintage second = house.pushAccepted(figure(rice, ward, "2024-01", "3"));

    List<Violation> before =
        check(second, "B", NEXT, new Listed(first.id().toString(), "HIDDEN", at(DAY), false));
    List<Violation> after =
        check(first, "B", DAY, new Listed(second.id().toString(), "HIDDEN", at(NEXT), false));

    assertEquals(List.of("change-without-notice"), rules(before));
    assertEquals(List.of("change-without-notice-follows"), rules(after));
    assertFalse(before.toString().contains("HIDDEN"), before.toString());
    assertFalse(after.toString().contains("HIDDEN"), after.toString());
  }

  /** No reader has seen the other figure. */
  @Test
  void whatOneReleaseBringsTogetherChangesNothing() {
    Vintage first = house.pushAccepted(official());
    Vintage second = house.pushAccepted(figure(rice, ward, "2024-01", "3"));

    assertEquals(List.of(), check(second, "A", DAY, listed(first, "A", DAY)));
    assertEquals(List.of(), check(first, "A", DAY, listed(second, "A", DAY)));
    house.publishLive(first, second);

    assertEquals(List.of(), causes(second));
    assertEquals(List.of("3.0"), published());
  }

  @Test
  void aFigureDoesNotChangeInSilenceBehindACorrectionOfItsRelease() {
    house.publishLive(house.pushAccepted(figure(rice, ward, "2024-01", "2")));
    Vintage corrected = house.pushAccepted(Reason.CORRECTION, "Vì", official());
    Vintage behind = house.pushAccepted(official());

    assertEquals(
        List.of("change-without-notice"),
        rules(check(behind, "A", DAY, listed(corrected, "A", DAY))));
    house.publishLive(corrected, behind);

    assertEquals(List.of(), causes(corrected));
    assertEquals(List.of("change-without-notice"), causes(behind));
    assertEquals(List.of("1.0"), published());
  }

  @Test
  void whatChangesAnOfficialFigureAndTellsReadersWhyIsReleased() {
    house.publishLive(house.pushAccepted(official()));
    Sent other = figure(rice, ward, "2024-01", "3");

    assertEquals(List.of(), check(house.pushAccepted(Reason.CORRECTION, "Vì", other), LATER));
    assertEquals(List.of(), check(house.pushAccepted(Reason.METHOD, "Vì", other), LATER));
    assertEquals(List.of(), check(house.pushAccepted(Reason.WITHDRAWN, "Vì", other), LATER));
    // Taken before a correction without a notice was refused at the push.
    assertEquals(
        List.of("change-without-notice"),
        rules(check(house.pushAccepted(Reason.CORRECTION, null, other), LATER)));
  }

  @Test
  void whatLeavesOfficialFiguresAsTheyAreIsReleased() {
    Sent preliminary = figure(rice, ward, "2024-02", "1").level("preliminary");
    Sent estimate = figure(rice, ward, "2024-03", "1").level("estimate");
    house.publishLive(house.pushAccepted(official(), preliminary, estimate));

    Vintage asBefore =
        house.pushAccepted(
            figure(rice, ward, "2024-01", "1.04"),
            figure(rice, ward, "2024-02", "2").level("preliminary"),
            figure(rice, ward, "2024-03", "2"),
            figure(rice, ward, "2024-04", "2"),
            figure(rice, ward, "2024-01", "2").sex("F"));

    assertEquals(List.of(), check(asBefore, LATER), "as published it is the same");
    house.publishLive(asBefore);
    assertEquals(List.of(), causes(asBefore));
  }

  /** A refusal would tell that the two differ. */
  @Test
  void whatIsNotShownNeitherChangesNorIsChanged() {
    Sent other = figure(rice, ward, "2024-02", "1");
    Vintage hides = house.accept(house.pushConfidential(figure(rice, ward, "2024-01", "3")));
    house.publishLive(house.pushAccepted(official()));
    house.publishLive(house.accept(house.pushConfidential(other)));

    assertEquals(
        List.of(),
        check(house.accept(house.pushConfidential(figure(rice, ward, "2024-01", "3"))), LATER));
    assertEquals(List.of(), check(house.pushAccepted(figure(rice, ward, "2024-02", "3")), LATER));
    assertEquals(List.of("later-submission"), rules(check(hides, LATER)));
  }

  /** What the public saw is entered as it saw it. */
  @Test
  void whatIsEnteredOfThePastMayHaveChangedInSilence() {
    Vintage first = house.pushAccepted(official());
    Vintage second = house.pushAccepted(figure(rice, ward, "2024-01", "3"));
    house.publishAt("2024-06-01T00:00:00Z", first);

    assertEquals(List.of(), check(second, "2024-07-01T00:00:00Z"));
    house.publishAt("2024-07-01T00:00:00Z", second);

    assertEquals(List.of(), causes(second));
    assertEquals(List.of("3.0"), published());
  }

  @Test
  void aChangeInSilenceIsFoundThoughNothingWasPublicWhenItWasListed() {
    Vintage first = house.pushAccepted(official());
    Vintage second = house.pushAccepted(figure(rice, ward, "2024-01", "3"));
    assertEquals(List.of(), check(second, "A", DAY));

    house.publishLive(first);
    house.publishLive(second);

    assertEquals(List.of("change-without-notice"), causes(second));
    assertEquals(List.of("1.0"), published());
  }

  /** An overdue release, or one that waits for another publisher, goes out after its instant. */
  @Test
  void whatThePastExcusedIsComparedWhenALiveReleaseOpensIt() {
    Vintage earlier = house.pushAccepted(Reason.CORRECTION, "Vì", official());
    Vintage first = house.pushAccepted(Reason.CORRECTION, "Vì", figure(rice, ward, "2024-01", "2"));
    Vintage second = house.pushAccepted(figure(rice, ward, "2024-01", "3"));
    house.publish(first);
    String past = OffsetDateTime.now(ZoneOffset.UTC).toString();
    assertEquals(List.of(), check(earlier, "R-1", past));
    assertEquals(List.of(), check(second, "R-2", past));

    house.publishLive(earlier);
    house.publishLive(second);

    assertEquals(List.of("later-submission"), causes(earlier));
    assertEquals(List.of("change-without-notice"), causes(second));
    assertEquals(List.of("2.0"), published());
  }

  private static Listed listed(Vintage vintage, String release, String publishedAt) {
    return new Listed(vintage.id().toString(), release, at(publishedAt));
  }

  private List<Violation> check(Vintage vintage, String publishedAt) {
    return checks.againstPublic(current(vintage), at(publishedAt), vintages.isListed(vintage.id()));
  }

  private List<Violation> check(
      Vintage vintage, String release, String publishedAt, Listed... planned) {
    ReleasePlan plan = new ReleasePlan(release, at(publishedAt), List.of(planned), null);
    return QuarkusTransaction.requiringNew().call(() -> checks.againstPlan(current(vintage), plan));
  }

  private Vintage current(Vintage vintage) {
    return vintages.find(vintage.id()).orElseThrow();
  }

  private List<String> causes(Vintage vintage) {
    return sql.list(
        "select cause from opening_refused where content_id = ?",
        row -> row.getString(1),
        vintage.id().toString());
  }

  private List<String> published() {
    return given()
        .get("/v1/observations?format=csv&indicator=" + rice.id())
        .asString()
        .lines()
        .skip(1)
        .map(line -> line.split(",", -1)[11])
        .toList();
  }

  private static OffsetDateTime at(String instant) {
    return OffsetDateTime.parse(instant);
  }

  private static List<String> rules(List<Violation> violations) {
    return violations.stream().map(Violation::rule).toList();
  }
}
