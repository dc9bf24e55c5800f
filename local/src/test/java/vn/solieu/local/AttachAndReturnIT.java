package vn.solieu.local;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.solieu.local.Api.Answer;

/**
 * A vintage is attached and returned at once, in two services: one of the two holds, never both.
 */
@ExtendWith(EndToEndEnvironment.Provider.class)
class AttachAndReturnIT {

  private final Office office;

  AttachAndReturnIT(EndToEndEnvironment province) {
    this.office = new Office(province);
  }

  @BeforeAll
  static void definitions(EndToEndEnvironment province) throws Exception {
    province.loadDefinitions();
  }

  @ParameterizedTest
  @ValueSource(ints = {1951, 1952, 1953, 1954, 1955, 1956})
  void oneOfTheTwoHolds(int year) throws Exception {
    JsonNode receipt = office.push(office.issue(year), Office.figures(year)).expect(201).json();
    String submission = "/v1/submissions/" + receipt.get("id").asText();
    String vintage = receipt.get("vintage").asText();
    office.accept(receipt.get("id").asText());
    String tag = office.appraiser().get(submission).expect(200).header("ETag").orElseThrow();
    String release = "/v1/releases/" + office.confirmedRelease(Duration.ofDays(1));
    String content = release + "/contents/vintage/" + vintage;
    Api officer = office.releaseOfficer();
    Api appraiser = office.appraiser();

    CyclicBarrier together = new CyclicBarrier(2);
    List<Answer> answers =
        atOnce(
            () -> {
              together.await();
              return officer.put(content);
            },
            () -> {
              together.await();
              return giveBack(appraiser, submission, tag);
            });

    boolean attached = answers.getFirst().status() == 201;
    assertEquals(attached ? 409 : 200, answers.getLast().status(), answers.toString());
    assertEquals(attached ? 201 : 409, answers.getFirst().status(), answers.toString());
    assertEquals(
        attached ? 1 : 0,
        officer.get(release + "/contents").expect(200).json().at("/items").size());
    if (attached) {
      officer.delete(content).expect(204);
      await().until(() -> giveBack(appraiser, submission, tag).status() == 200);
    }
  }

  private static Answer giveBack(Api appraiser, String submission, String tag) {
    return appraiser.post(
        submission + "/return",
        Api.JSON.createObjectNode().put("text", "Đề nghị rà soát."),
        "If-Match",
        tag);
  }

  private static List<Answer> atOnce(Callable<Answer> one, Callable<Answer> other)
      throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      List<Future<Answer>> running = List.of(threads.submit(one), threads.submit(other));
      return List.of(running.getFirst().get(), running.getLast().get());
    }
  }
}
