package vn.solieu.gateway.proxy;

import io.vertx.core.http.HttpServerRequest;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * One id for a request through all services and logs: the caller's when well formed, else a new
 * one.
 */
public final class RequestIds {

  public static final String HEADER = "X-Request-Id";

  /** As the services name it in their logs. */
  static final String LOGGED_AS = "requestId";

  /** Bounded and plain, because it is written to logs and answers as it came. */
  private static final Pattern WELL_FORMED = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  private RequestIds() {}

  public static String of(HttpServerRequest request) {
    String given = request.getHeader(HEADER);
    if (given == null || !WELL_FORMED.matcher(given).matches()) {
      given = UUID.randomUUID().toString();
      request.headers().set(HEADER, given);
    }
    return given;
  }
}
