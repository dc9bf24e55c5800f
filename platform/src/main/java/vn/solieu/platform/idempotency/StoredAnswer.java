package vn.solieu.platform.idempotency;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;
import vn.solieu.platform.problem.Language;

/**
 * The answer to a write, as it is given again when the write is sent again.
 *
 * @param status HTTP status
 * @param location value of the {@code Location} header
 * @param body JSON; a problem when the status is 400 or above
 * @param language tag of the language in which a problem speaks; null where it speaks both or none
 * @param replayed whether it is given again; not stored
 */
public record StoredAnswer(
    int status,
    @Nullable String location,
    String body,
    @Nullable String language,
    boolean replayed) {

  public StoredAnswer(int status, @Nullable String location, String body) {
    this(status, location, body, null, false);
  }

  public StoredAnswer(int status, @Nullable String location, String body, Language language) {
    this(status, location, body, language.tag(), false);
  }

  public Response toResponse() {
    Response.ResponseBuilder answer =
        Response.status(status)
            .type(status < 400 ? "application/json" : "application/problem+json")
            .entity(body);
    if (location != null) {
      answer.header(HttpHeaders.LOCATION, location);
    }
    if (language != null) {
      answer
          .header(HttpHeaders.CONTENT_LANGUAGE, language)
          .header(HttpHeaders.VARY, "Accept-Language");
    }
    if (replayed) {
      answer.header("Idempotency-Replayed", "true");
    }
    return answer.build();
  }
}
