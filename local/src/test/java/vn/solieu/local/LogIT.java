package vn.solieu.local;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The log as production writes it: JSON, line by line, under the id of the request. */
@ExtendWith(EndToEndEnvironment.Provider.class)
class LogIT {

  private final EndToEndEnvironment province;

  LogIT(EndToEndEnvironment province) {
    this.province = province;
  }

  @Test
  void aLineTellsItsRequestAndNothingOfWhatWasAsked() throws IOException {
    assertTellsOfTheRequestAlone("http://127.0.0.1:1", 503);
  }

  @Test
  void ofAServiceThatKeepsSilentNoMoreIsTold() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      assertTellsOfTheRequestAlone("http://127.0.0.1:" + silent.getLocalPort(), 504);
    }
  }

  private void assertTellsOfTheRequestAlone(String service, int status) throws IOException {
    Map<String, String> asInProduction =
        Map.of(
            "quarkus.log.console.json.enabled",
            "true",
            "solieu.gateway.read-timeout",
            "PT1S",
            "solieu.gateway.services.indicator-service",
            service);
    try (EndToEndEnvironment.Copy gateway = province.startCopy(Service.GATEWAY, asInProduction)) {
      Api.stranger(gateway.address())
          .get("/v1/indicators?q=so-lieu-rieng", "X-Request-Id", "portal-42")
          .expect(status);

      JsonNode line =
          await()
              .until(
                  () ->
                      lines(gateway.log()).stream()
                          .filter(it -> it.at("/mdc/requestId").asText().equals("portal-42"))
                          .toList(),
                  found -> !found.isEmpty())
              .getFirst();
      assertEquals("gateway", line.get("service").asText());
      assertTrue(line.get("message").asText().contains("indicator-service did not answer"));
      assertTrue(
          lines(gateway.log()).stream().noneMatch(it -> it.toString().contains("so-lieu-rieng")));
    }
  }

  @Test
  void everyLineOfAServiceIsJson() throws IOException {
    try (EndToEndEnvironment.Copy service =
        province.startCopy(Service.CATALOG, Map.of("quarkus.log.console.json.enabled", "true"))) {
      List<JsonNode> lines = lines(service.log());

      assertTrue(lines.size() > 2, "only " + lines);
      lines.forEach(line -> assertEquals("catalog-service", line.get("service").asText()));
    }
  }

  private static List<JsonNode> lines(Path log) throws IOException {
    return Files.readAllLines(log).stream().map(LogIT::json).toList();
  }

  private static JsonNode json(String line) {
    try {
      return Api.JSON.readTree(line);
    } catch (IOException e) {
      throw new AssertionError("Not JSON: " + line, e);
    }
  }
}
