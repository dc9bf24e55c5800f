package vn.solieu.platform.metrics;

import io.micrometer.core.instrument.config.MeterFilter;
import io.vertx.core.http.impl.HttpServerRequestInternal;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;

/**
 * The label {@code uri} of measured requests: always the template of a route. Quarkus takes the
 * path as it came where it knows no template, and ids and invented paths would become labels.
 */
public final class RouteLabel {

  /** Of refusals that no route has to do with. */
  public static final String NONE = "/unrouted";

  /** Where Quarkus looks for the template; its REST layer puts its own there. */
  private static final String TEMPLATE = "UrlPathTemplate";

  private static final String REQUESTS = "http.server.requests";

  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

  private RouteLabel() {}

  /** Says which route a request takes. */
  public static void set(RoutingContext request, String template) {
    ((HttpServerRequestInternal) request.request()).context().putLocal(TEMPLATE, template);
  }

  /** Gives refusals that take no route a label of their own; call it before the request goes on. */
  public static void boundRefusals(RoutingContext request) {
    request.addHeadersEndHandler(
        answering -> {
          if (request.response().getStatusCode() >= 400 && !isSet(request)) {
            set(request, NONE);
          }
        });
  }

  private static boolean isSet(RoutingContext request) {
    return ((HttpServerRequestInternal) request.request()).context().getLocal(TEMPLATE) != null;
  }

  /** Leaves requests unmeasured whose method is the caller's invention. */
  public static MeterFilter boundMethods() {
    return MeterFilter.deny(
        id ->
            id.getName().equals(REQUESTS)
                && !METHODS.contains(String.valueOf(id.getTag("method"))));
  }
}
