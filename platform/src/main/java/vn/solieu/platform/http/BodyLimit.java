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
 * Bounds a body in length where it does not say its own, and in time. The framework would cut what
 * is too long off with a bare status, in the middle of the sender's writing; here the rest is
 * received a while longer and dropped, so that the sender comes to read why. And it would wait a
 * minute for each single byte.
 */
@Singleton
public class BodyLimit {

  /** Not yet there when the filters are made. */
  private final Provider<VertxHttpConfig> http;

  private final Provider<MinimumRate> rate;

  BodyLimit(Provider<VertxHttpConfig> http, Provider<MinimumRate> rate) {
    this.http = http;
    this.rate = rate;
  }

  @ServerRequestFilter
  public void bound(ContainerRequestContext request, RoutingContext routing) {
    boolean ofUnknownLength = routing.request().getHeader(HttpHeaders.TRANSFER_ENCODING) != null;
    if (ofUnknownLength || routing.request().getHeader(HttpHeaders.CONTENT_LENGTH) != null) {
      long most = http.get().limits().maxBodySize().orElseThrow().asLongValue();
      if (ofUnknownLength) {
        // The framework's own end of it, which it looks up when it opens the stream.
        routing.put(VertxHttpRecorder.MAX_REQUEST_SIZE_KEY, 2 * most);
      }
      // Who waits for leave to send gets it here, after the caller is known and may call this.
      RequestHead.sendContinueIfExpected(routing.request());
      RateMonitor monitor = new RateMonitor(rate.get().minimum(), System.nanoTime());
      request.setEntityStream(new Bounded(request.getEntityStream(), routing, most, monitor));
    }
  }

  private static final class Bounded extends FilterInputStream {

    private static final int BUFFER = 64 * 1024;

    private final RoutingContext request;
    private final long most;
    private final RateMonitor rate;
    private long bytes;

    Bounded(InputStream body, RoutingContext request, long most, RateMonitor rate) {
      super(body);
      this.rate = rate;
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
      int read = receive(target, offset, length);
      if (bytes > most) {
        throw tooLarge();
      }
      return read;
    }

    private int receive(byte[] target, int offset, int length) throws IOException {
      // What was done with the last piece is no time of the sender's.
      rate.isTooSlow(false, bytes, System.nanoTime());
      int read = super.read(target, offset, length);
      bytes += Math.max(0, read);
      if (rate.isTooSlow(read >= 0, bytes, System.nanoTime())) {
        UnfinishedRequests.closeAfterAnswer(request);
        throw ExceptionClassifier.ofStatus(408);
      }
      return read;
    }

    private ProblemException tooLarge() throws IOException {
      byte[] dropped = new byte[BUFFER];
      int read = 0;
      // A little less than the framework's end: it counts what has arrived, not what was read.
      while (read >= 0 && bytes < most + most / 2) {
        read = receive(dropped, 0, BUFFER);
      }
      if (read >= 0) {
        UnfinishedRequests.closeAfterAnswer(request);
      }
      return RequestHead.contentTooLarge(most);
    }
  }
}
