package vn.solieu.local;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The public API as one person uses it: JSON in, JSON out, with that person's token.
 *
 * @param base address of the gateway or of a service
 * @param token bearer token; null for a stranger
 */
record Api(HttpClient http, URI base, @Nullable String token) {

  /** Figures keep the digits that were sent. */
  static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  static Api stranger(URI base) {
    HttpClient http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    return new Api(http, base, null);
  }

  Api as(String personsToken) {
    return new Api(http, base, personsToken);
  }

  Api at(URI otherBase) {
    return new Api(http, otherBase, token);
  }

  Answer get(String path, String... headers) {
    return send(request(path, headers).GET());
  }

  Answer put(String path, JsonNode body, String... headers) {
    return send(json(path, headers).PUT(BodyPublishers.ofString(body.toString())));
  }

  Answer put(String path) {
    return send(request(path).PUT(BodyPublishers.noBody()));
  }

  Answer post(String path, JsonNode body, String... headers) {
    return send(json(path, headers).POST(BodyPublishers.ofString(body.toString())));
  }

  Answer post(String path, String... headers) {
    return send(request(path, headers).POST(BodyPublishers.noBody()));
  }

  Answer postCsv(String path, String csv, String... headers) {
    return send(
        request(path, headers)
            .header("Content-Type", "text/csv")
            .POST(BodyPublishers.ofString(csv)));
  }

  Answer postForm(String path, String form, String... headers) {
    return send(
        request(path, headers)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form)));
  }

  Answer delete(String path) {
    return send(request(path).DELETE());
  }

  private HttpRequest.Builder json(String path, String... headers) {
    return request(path, headers).header("Content-Type", "application/json");
  }

  private HttpRequest.Builder request(String path, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path)).timeout(PATIENCE);
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    if (headers.length > 0) {
      request.headers(headers);
    }
    return request;
  }

  private Answer send(HttpRequest.Builder builder) {
    HttpRequest request = builder.build();
    try {
      var response = http.send(request, BodyHandlers.ofString());
      return new Answer(
          request.method() + " " + request.uri(),
          response.statusCode(),
          response.headers(),
          response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(request.method() + " " + request.uri(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted", e);
    }
  }

  record Answer(String request, int status, HttpHeaders headers, String body) {

    /** This answer, if it has one of the expected states. */
    Answer expect(int... expected) {
      if (Arrays.stream(expected).noneMatch(code -> code == status)) {
        throw new UnexpectedAnswer(this);
      }
      return this;
    }

    boolean found() {
      return expect(200, 404).status == 200;
    }

    JsonNode json() {
      try {
        return JSON.readTree(body);
      } catch (IOException e) {
        throw new UncheckedIOException(request + " answered what is not JSON: " + body, e);
      }
    }

    Optional<String> header(String name) {
      return headers.firstValue(name);
    }

    /** The last segment of the address of what was made. */
    String createdId() {
      String location = header("location").orElseThrow(() -> new UnexpectedAnswer(this));
      return location.substring(location.lastIndexOf('/') + 1);
    }
  }

  /** The API refused or failed where the caller needed it to succeed. */
  static final class UnexpectedAnswer extends RuntimeException {
    UnexpectedAnswer(Answer answer) {
      super("%s answered %d: %s".formatted(answer.request, answer.status, answer.body));
    }
  }
}
