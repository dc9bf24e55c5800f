package vn.solieu.gateway.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.solieu.gateway.contract.RouteTable.MethodNotAllowed;
import vn.solieu.gateway.contract.RouteTable.Served;
import vn.solieu.gateway.contract.RouteTable.Unknown;

class RouteTableTest {

  private final RouteTable table =
      RouteTable.of(
          yaml(
              """
              paths:
                /v1/status: {get: {}}
                /v1/releases: {get: {}, post: {}, x-solieu-service: calendar-service}
                /v1/releases/{id}: {get: {}, put: {}, x-solieu-service: calendar-service}
                /v1/releases/{id}/contents/{type}/{contentId}: {put: {}, x-solieu-service: calendar-service}
                /v1/releases/latest: {get: {}, x-solieu-service: catalog-service}
                /v1/releases.ics: {get: {}, x-solieu-service: calendar-service}
              """));

  @ParameterizedTest
  @CsvSource({
    "GET,/v1/releases,calendar-service,/v1/releases",
    "HEAD,/v1/releases,calendar-service,/v1/releases",
    "POST,/v1/releases,calendar-service,/v1/releases",
    "PUT,/v1/releases/r1,calendar-service,/v1/releases/{id}",
    "PUT,/v1/releases/r1/contents/vintage/v1,calendar-service,/v1/releases/{id}/contents/{type}/{contentId}",
    "GET,/v1/releases.ics,calendar-service,/v1/releases.ics",
    "GET,/v1/releases/latest,catalog-service,/v1/releases/latest",
  })
  void aRequestOfTheContractGoesToItsService(
      String method, String path, String service, String template) {
    assertEquals(new Served(service, template), table.match(method, path));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/q/health",
        "/q/metrics",
        "/v1/release",
        "/v1/releases/",
        "/v1/releases/a/b",
        "/v1/releasesxics",
        "/v1/status",
        "//v1/releases"
      })
  void whatTheContractDoesNotNameIsNotReachable(String path) {
    assertEquals(new Unknown(), table.match("GET", path));
  }

  @Test
  void aMethodThatThePathDoesNotHaveIsAnsweredWithThoseThatItHas() {
    assertEquals(
        new MethodNotAllowed(Set.of("GET", "HEAD", "POST"), "/v1/releases"),
        table.match("DELETE", "/v1/releases"));
  }

  private static JsonNode yaml(String text) {
    try {
      return new ObjectMapper(new YAMLFactory()).readTree(text);
    } catch (IOException e) {
      throw new IllegalArgumentException(text, e);
    }
  }
}
