package vn.solieu.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import vn.solieu.embedded.DevelopmentTokens;
import vn.solieu.embedded.FreePort;

/** The issuer's keys are fetched sparingly, and who needs none does not notice its absence. */
@ExtendWith(EndToEndEnvironment.Provider.class)
class IssuerIT {

  private static final String KEYS = "mp.jwt.verify.publickey.location";
  private static final String MINE = "/v1/obligations";
  private static final String PUBLIC = "/v1/indicators/example-rice/observations?from=2000&to=2000";

  private final EndToEndEnvironment province;
  private final Office office;

  IssuerIT(EndToEndEnvironment province) {
    this.province = province;
    this.office = new Office(province);
  }

  @BeforeAll
  static void definitions(EndToEndEnvironment province) throws Exception {
    province.loadDefinitions();
  }

  @Test
  void manyTokensOfUnknownKeysAskTheIssuerOnce() throws Exception {
    try (KeyDoor door = new KeyDoor(FreePort.find(), province.keys()).open();
        var copy = province.startCopy(Service.INDICATOR, Map.of(KEYS, door.address()));
        ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
      Api good = office.reporter().at(copy.address());
      assertEquals(200, good.get(MINE).status());
      assertEquals(1, door.asked());

      Instant start = Instant.now();
      List<Integer> answers =
          senders
              .invokeAll(
                  IntStream.range(0, 500)
                      .<Callable<Integer>>mapToObj(
                          i -> () -> good.as(forged("unknown-" + i)).get(MINE).status())
                      .toList())
              .stream()
              .map(Future::resultNow)
              .distinct()
              .toList();

      assertEquals(List.of(401), answers);
      long minutes = Duration.between(start, Instant.now()).toMinutes();
      assertTrue(door.asked() <= 2 + minutes, "asked " + door.asked() + " times");
      assertEquals(200, good.get(MINE).status());
    }
  }

  @Test
  void aServiceStartsAndServesThePublicBeforeItsIssuerIsThere() throws Exception {
    int port = FreePort.find();
    try (var copy =
        province.startCopy(Service.INDICATOR, Map.of(KEYS, "http://127.0.0.1:" + port + "/"))) {
      Api reporter = office.reporter().at(copy.address());

      assertEquals(200, province.stranger().at(copy.address()).get(PUBLIC).status());
      assertEquals(401, reporter.get(MINE).status());
      try (KeyDoor door = new KeyDoor(port, province.keys()).open()) {
        assertEquals(200, reporter.get(MINE).status(), "asked " + door.asked());
      }
      assertEquals(200, reporter.get(MINE).status(), "the keys are kept");
    }
  }

  @Test
  void whoeverSendsTokensWhileTheIssuerIsSilentHoldsUpNoReader() throws Exception {
    try (KeyDoor door = new KeyDoor(FreePort.find(), province.keys());
        var copy = province.startCopy(Service.INDICATOR, Map.of(KEYS, door.address()));
        ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
      Api stranger = province.stranger().at(copy.address());
      var waiting =
          IntStream.range(0, 400)
              .mapToObj(i -> senders.submit(() -> stranger.as(forged("k")).get(MINE).status()))
              .toList();
      await().atMost(Duration.ofSeconds(10)).until(() -> door.asked() > 0);

      assertEquals(200, stranger.get(PUBLIC).status());
      assertEquals(200, stranger.get("/q/health/ready").status());
      assertEquals(200, stranger.get("/q/health/live").status());
      assertTrue(waiting.stream().noneMatch(Future::isDone), "some token has not waited");
      door.open();
      assertEquals(200, office.reporter().at(copy.address()).get(MINE).status());
    }
  }

  /** Looks like a token, with a key that nobody has. */
  private static String forged(String key) {
    String head = "{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":\"%s\"}".formatted(key);
    String claims =
        "{\"iss\":\"%s\",\"aud\":\"solieu\",\"sub\":\"x\",\"exp\":4102444800}"
            .formatted(DevelopmentTokens.ISSUER);
    return part(head.getBytes(UTF_8))
        + "."
        + part(claims.getBytes(UTF_8))
        + "."
        + part(new byte[256]);
  }

  private static String part(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
