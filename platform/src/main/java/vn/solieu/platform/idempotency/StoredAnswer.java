package vn.solieu.platform.idempotency;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a write, as it is given again when the write is sent again.
 *
 * @param status HTTP status
 * @param location value of the {@code Location} header
 * @param body JSON; a problem when the status is 400 or above
 * @param replayed whether it is given again; not stored
 */
public record StoredAnswer(int status, @Nullable String location, String body, boolean replayed) {

  public StoredAnswer(int status, @Nullable String location, String body) {
    this(status, location, body, false);
  }

  public Response toResponse() {
    Response.ResponseBuilder answer =
        Response.status(status)
            .type(status < 400 ? "application/json" : "application/problem+json")
            .entity(body);
    if (location != null) {
      answer.header(HttpHeaders.LOCATION, location);
    }
    if (replayed) {
      answer.header("Idempotency-Replayed", "true");
    }
    return answer.build();
  }
}
