package vn.solieu.gateway.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ContractMergeTest {

  private static final ObjectNode FRAME =
      yaml(
          """
          openapi: 3.1.0
          info: {title: Solieu, version: "1"}
          paths:
            /v1/status: {get: {operationId: getStatus}}
          """);

  @Test
  void pathsOfAllServicesStandInOneDocumentAndNameTheirOwner() {
    ObjectNode calendar = yaml("paths: {/v1/releases: {get: {operationId: listReleases}}}");
    ObjectNode catalog = yaml("paths: {/v1/products: {get: {operationId: listProducts}}}");

    ObjectNode merged =
        ContractMerge.merge(
            FRAME, Map.of("calendar-service", calendar, "catalog-service", catalog));

    assertEquals("listReleases", merged.at("/paths/~1v1~1releases/get/operationId").asText());
    assertEquals(
        "catalog-service", merged.at("/paths/~1v1~1products/" + ContractMerge.OWNER).asText());
    assertTrue(merged.at("/paths/~1v1~1status/get").isObject());
  }

  @Test
  void oneSchemaOfTwoServicesIsKeptOnceWhenItIsTheSame() {
    ObjectNode document = yaml("components: {schemas: {Problem: {type: object}}}");

    ObjectNode merged =
        ContractMerge.merge(
            FRAME, Map.of("calendar-service", document, "catalog-service", document.deepCopy()));

    assertEquals("object", merged.at("/components/schemas/Problem/type").asText());
  }

  @Test
  void everyClashIsToldAtOnce() {
    ObjectNode calendar =
        yaml(
            """
            paths:
              /v1/status: {get: {operationId: calendarStatus}}
              /v1/releases: {get: {operationId: list}}
            components: {schemas: {Period: {type: string}}}
            """);
    ObjectNode catalog =
        yaml(
            """
            paths:
              /v1/releases: {get: {operationId: listAgain}}
              /v1/products: {get: {operationId: list}}
            components: {schemas: {Period: {type: object}}}
            """);

    ContractClashException clash =
        assertThrows(
            ContractClashException.class,
            () ->
                ContractMerge.merge(
                    FRAME, Map.of("calendar-service", calendar, "catalog-service", catalog)));

    assertEquals(
        """
        The contracts of the services clash:
          path /v1/status of calendar-service is already owned by gateway
          path /v1/releases of catalog-service is already owned by calendar-service
          operationId list of catalog-service is used by calendar-service
          schemas Period of catalog-service differs from that of calendar-service""",
        clash.getMessage());
  }

  private static ObjectNode yaml(String text) {
    try {
      return (ObjectNode) new ObjectMapper(new YAMLFactory()).readTree(text);
    } catch (java.io.IOException e) {
      throw new IllegalArgumentException(text, e);
    }
  }
}
