package vn.solieu.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Every read of a service, with credentials that are none: one rule holds for all of them. */
public final class SentTokens {

  private static final List<String> NOT_GOOD =
      List.of("Bearer not-a-token", "Bearer", "Basic cmVhZGVyOnNlY3JldA==");

  private final URI service;
  private final HttpClient client;

  private SentTokens(URI service, HttpClient client) {
    this.service = service;
    this.client = client;
  }

  /**
   * The reads that answer something else than 401 with {@code WWW-Authenticate}.
   *
   * @param service its address; it serves its document at {@code /openapi}
   */
  public static List<String> letIn(URI service) {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return new SentTokens(service, client).letIn();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private List<String> letIn() throws IOException, InterruptedException {
    JsonNode document =
        new ObjectMapper()
            .readTree(
                client
                    .send(
                        HttpRequest.newBuilder(service.resolve("/openapi?format=json")).build(),
                        BodyHandlers.ofString())
                    .body());
    List<String> letIn = new ArrayList<>();
    for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
      if (path.getValue().has("get")) {
        for (String credentials : NOT_GOOD) {
          HttpResponse<Void> answer = read(path.getKey(), credentials);
          if (answer.statusCode() != 401
              || answer.headers().firstValue("WWW-Authenticate").isEmpty()) {
            letIn.add(path.getKey() + " to " + credentials + ": " + answer.statusCode());
          }
        }
      }
    }
    if (document.path("paths").isEmpty()) {
      throw new AssertionError("No operation is described at " + service);
    }
    return letIn;
  }

  private HttpResponse<Void> read(String path, String credentials)
      throws IOException, InterruptedException {
    URI address = service.resolve(path.replaceAll("\\{[^}]*}", "x"));
    return client.send(
        HttpRequest.newBuilder(address).header("Authorization", credentials).build(),
        BodyHandlers.discarding());
  }
}
