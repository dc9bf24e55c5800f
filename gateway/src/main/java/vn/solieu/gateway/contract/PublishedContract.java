package vn.solieu.gateway.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * The merged OpenAPI document as the build packaged it: the gateway starts without its services.
 */
@ApplicationScoped
public class PublishedContract {

  private final JsonNode document;

  PublishedContract() {
    try (InputStream packaged =
        PublishedContract.class.getResourceAsStream("/META-INF/openapi.yaml")) {
      document = new ObjectMapper(new YAMLFactory()).readTree(packaged);
    } catch (IOException e) {
      throw new UncheckedIOException("The packaged OpenAPI document cannot be read", e);
    }
  }

  public JsonNode document() {
    return document;
  }
}
