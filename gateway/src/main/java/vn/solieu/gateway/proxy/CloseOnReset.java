package vn.solieu.gateway.proxy;

import io.quarkus.vertx.http.runtime.filters.AbstractResponseWrapper;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.impl.HttpServerRequestInternal;
import io.vertx.core.http.impl.HttpServerRequestWrapper;

/**
 * A request as the proxy gets it. When its reader has left, the proxy resets the answer; over
 * HTTP/1.1 the connection is closed here instead.
 *
 * <p>To the reader these are one. But of a reset Vert.x tells nobody (Http1xServerResponse notes it
 * as closed, and does nothing when it then is closed), so that Quarkus would count the request as
 * under way for ever and every stop would wait for it until {@code quarkus.shutdown.timeout}.
 */
final class CloseOnReset extends HttpServerRequestWrapper {

  private final HttpServerResponse response;

  CloseOnReset(HttpServerRequest request) {
    super((HttpServerRequestInternal) request);
    this.response = request.version() == HttpVersion.HTTP_2 ? request.response() : closing(request);
  }

  @Override
  public HttpServerResponse response() {
    return response;
  }

  private static HttpServerResponse closing(HttpServerRequest request) {
    return new AbstractResponseWrapper(request.response()) {
      @Override
      public boolean reset() {
        return reset(0);
      }

      @Override
      public boolean reset(long code) {
        request.connection().close();
        return true;
      }
    };
  }
}
