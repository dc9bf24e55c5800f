package vn.solieu.platform.http;

import io.quarkus.vertx.http.runtime.VertxHttpConfig;
import io.quarkus.vertx.http.runtime.VertxHttpRecorder;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import vn.solieu.platform.problem.ProblemException;

/**
 * Bounds a body that does not say its length. The framework would cut it off with a bare status, in
 * the middle of the sender's writing; here the rest is received a while longer and dropped, so that
 * the sender comes to read why.
 */
@Singleton
public class BodyLimit {

  /** Not yet there when the filters are made. */
  private final Provider<VertxHttpConfig> http;

  BodyLimit(Provider<VertxHttpConfig> http) {
    this.http = http;
  }

  @ServerRequestFilter
  public void bound(ContainerRequestContext request, RoutingContext routing) {
    if (routing.request().getHeader(HttpHeaders.TRANSFER_ENCODING) != null) {
      long most = http.get().limits().maxBodySize().orElseThrow().asLongValue();
      // The framework's own end of it, which it looks up when it opens the stream.
      routing.put(VertxHttpRecorder.MAX_REQUEST_SIZE_KEY, 2 * most);
      request.setEntityStream(new Bounded(request.getEntityStream(), routing, most));
    }
  }

  private static final class Bounded extends FilterInputStream {

    private static final int BUFFER = 64 * 1024;

    private final RoutingContext request;
    private final long most;
    private long bytes;

    Bounded(InputStream body, RoutingContext request, long most) {
      super(body);
      this.request = request;
      this.most = most;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      int read = super.read(target, offset, length);
      bytes += Math.max(0, read);
      if (bytes > most) {
        throw tooLarge();
      }
      return read;
    }

    private ProblemException tooLarge() throws IOException {
      byte[] dropped = new byte[BUFFER];
      int read = 0;
      // A little less than the framework's end: it counts what has arrived, not what was read.
      while (read >= 0 && bytes < most + most / 2) {
        read = super.read(dropped, 0, BUFFER);
        bytes += read;
      }
      if (read >= 0) {
        FallbackRoutes.closeAfterAnswer(request);
      }
      return RequestHead.contentTooLarge(most);
    }
  }
}
