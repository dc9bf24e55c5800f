package vn.solieu.indicator.observation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static vn.solieu.indicator.observation.ObservationFixtures.figure;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.solieu.indicator.observation.ObservationFixtures.Indicator;
import vn.solieu.indicator.observation.ObservationFixtures.Place;
import vn.solieu.indicator.observation.ObservationFixtures.Sent;
import vn.solieu.indicator.observation.Vintage.State;
import vn.solieu.platform.problem.ProblemException;
import vn.solieu.platform.sql.Sql;
import vn.solieu.platform.sql.SqlFailure;
import vn.solieu.testing.UseTestEnvironment;

@QuarkusTest
@UseTestEnvironment
class VintageStoreTest {

  @Inject ObservationFixtures house;
  @Inject VintageStore vintages;
  @Inject Sql sql;

  private Indicator rice;
  private Place ward;

  @BeforeEach
  void anIndicatorAndAnArea() {
    rice = house.indicator();
    ward = house.place();
  }

  @Test
  void aPushIsHeldUntilTheOfficeDecides() {
    Vintage vintage = house.push(figure(rice, ward, "2024-01", "1.25"));

    assertEquals(State.HELD, vintage.state());
    assertEquals(1, vintage.rows());
    assertEquals(State.ACCEPTED, house.accept(vintage).state());
    assertEquals(State.RETURNED, giveBack(vintage).state());
    assertThrows(ProblemException.class, () -> house.accept(vintage));
  }

  @Test
  void aCellThatCameTwiceIsNotStored() {
    assertThrows(
        SqlFailure.class,
        () -> house.push(figure(rice, ward, "2024-01", "3"), figure(rice, ward, "2024-01", "3")));
  }

  @Test
  void theReasonIsFirstUntilAnAcceptedFigureOfTheCellIsKnown() {
    Vintage first = house.push(figure(rice, ward, "2024-01", "1"));
    Vintage again = house.push(figure(rice, ward, "2024-01", "2"));
    house.accept(first);
    Vintage second =
        house.push(figure(rice, ward, "2024-01", "3"), figure(rice, ward, "2024-02", "3"));

    assertEquals(List.of("first"), reasons(first));
    assertEquals(List.of("first"), reasons(again));
    assertEquals(List.of("scheduled", "first"), reasons(second));
    assertEquals(
        List.of("correction"),
        reasons(house.push(Reason.CORRECTION, "Đính chính", figure(rice, ward, "2024-01", "4"))));
  }

  @Test
  void theReasonIsFirstWhereOnlyOtherPeriodsOrOtherSeriesHaveAcceptedFigures() {
    Place other = house.place();
    house.pushAccepted(figure(rice, ward, "2024-01", "1"), figure(rice, other, "2024-02", "1"));
    house.push(figure(rice, ward, "2024-02", "1"));

    Vintage next =
        house.push(
            figure(rice, ward, "2024-02", "2"), figure(house.indicator(), ward, "2024-01", "2"));

    assertEquals(List.of("first", "first"), reasons(next));
  }

  @Test
  void nothingThatWasStoredIsEverChanged() {
    Vintage vintage = house.pushAccepted(figure(rice, ward, "2024-01", "1"));
    house.publish(vintage);

    for (String change :
        List.of(
            "update observation set value = 2",
            "delete from observation",
            "truncate observation",
            "update opening set sequence = 1",
            "delete from opening",
            "delete from publication_applied")) {
      assertThrows(SqlFailure.class, () -> sql.update(change), change);
    }
  }

  @Test
  void aPublicOrListedVintageIsNotGivenBack() {
    Vintage open = house.pushAccepted(figure(rice, ward, "2024-01", "1"));
    house.publish(open);
    Vintage listed = house.pushAccepted(figure(rice, ward, "2024-02", "1"));
    sql.update(
        "insert into attachment (content, release) values (?, 'R-1')", listed.id().toString());

    assertThrows(ProblemException.class, () -> giveBack(open));
    ProblemException refused = assertThrows(ProblemException.class, () -> giveBack(listed));
    assertTrue(refused.detail().en().contains("R-1"), refused.detail().en());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void pushesThatNeedTheSameNewSeriesWaitForOneAnotherAndNeverInACircle(int round)
      throws Exception {
    List<Place> places = Stream.generate(house::place).limit(30).toList();
    int pushes = 6;
    CyclicBarrier together = new CyclicBarrier(pushes);
    List<Callable<Vintage>> work = new ArrayList<>();
    for (int i = 0; i < pushes; i++) {
      List<Place> order = new ArrayList<>(places);
      if (i % 2 == 1) {
        Collections.reverse(order);
      }
      work.add(
          () -> {
            Sent[] figures =
                order.stream()
                    .map(place -> figure(rice, place, "2024-0" + round, "1"))
                    .toArray(Sent[]::new);
            together.await(30, TimeUnit.SECONDS);
            return house.push(figures);
          });
    }

    List<Vintage> done = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Vintage> future : threads.invokeAll(work, 60, TimeUnit.SECONDS)) {
        done.add(future.get());
      }
    }

    assertEquals(pushes, done.stream().filter(vintage -> vintage.rows() == 30).count());
    assertEquals(
        30,
        sql.list(
                "select key from series where measure = ?", row -> row.getInt(1), rice.measureKey())
            .size());
  }

  @Test
  void aPushThatIsRolledBackLeavesNothing() {
    UUID submission = UUID.randomUUID();

    assertThrows(
        IllegalStateException.class,
        () ->
            QuarkusTransaction.requiringNew()
                .run(
                    () -> {
                      house.pushInThisTransaction(submission, figure(rice, ward, "2024-01", "1"));
                      throw new IllegalStateException("the push fails after its figures");
                    }));

    assertEquals(
        List.of(), sql.list("select 1 from vintage where submission = ?", row -> 1, submission));
    assertEquals(
        List.of(), sql.list("select 1 from observation where indicator = ?", row -> 1, rice.key()));
  }

  private Vintage giveBack(Vintage vintage) {
    return QuarkusTransaction.requiringNew()
        .call(() -> vintages.giveBack(vintage.id(), ObservationFixtures.CALLER));
  }

  private List<String> reasons(Vintage vintage) {
    return sql.list(
        "select reason from observation where vintage = ? order by period",
        row -> row.getString(1),
        vintage.key());
  }
}
