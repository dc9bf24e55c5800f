package vn.solieu.platform.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.regex.Pattern;
import org.jboss.logging.MDC;
import vn.solieu.platform.identity.UuidV7;

/**
 * One id for a request on its whole way: taken from {@value #HEADER} or made here, answered, and in
 * every log line as {@code requestId}.
 */
@ApplicationScoped
public class RequestId {

  public static final String HEADER = "X-Request-Id";
  public static final String MDC_KEY = "requestId";

  /** Before everything that may refuse a request: a refusal carries the id as well. */
  private static final int FIRST = 1_000;

  private static final Pattern SAFE_TO_LOG = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  /** The id of this request. */
  public static String of(RoutingContext request) {
    String assigned = request.response().headers().get(HEADER);
    return assigned == null ? assign(request) : assigned;
  }

  void register(@Observes Filters filters) {
    filters.register(
        request -> {
          MDC.put(MDC_KEY, assign(request));
          request.next();
        },
        FIRST);
  }

  private static String assign(RoutingContext request) {
    String given = request.request().getHeader(HEADER);
    String id =
        given != null && SAFE_TO_LOG.matcher(given).matches() ? given : UuidV7.next().toString();
    request.response().putHeader(HEADER, id);
    return id;
  }
}
