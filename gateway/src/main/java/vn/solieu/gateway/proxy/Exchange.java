package vn.solieu.gateway.proxy;

import io.netty.channel.Channel;
import io.netty.handler.codec.http2.Http2Error;
import io.quarkus.vertx.http.runtime.filters.AbstractResponseWrapper;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.impl.HttpServerRequestInternal;
import io.vertx.core.http.impl.HttpServerRequestWrapper;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.core.streams.ReadStream;
import io.vertx.httpproxy.ProxyResponse;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import vn.solieu.platform.http.RateMonitor;
import vn.solieu.platform.problem.ProblemType;

/**
 * A request that is passed on, with all that it holds: a connection to a service, and the caller's
 * connection or stream. Each is given back as soon as nothing more can come of it, whatever the
 * caller does. What a caller does not take or send to its end is the matter of {@link
 * vn.solieu.platform.http.UnfinishedRequests}.
 *
 * <ul>
 *   <li>The service's connection: when the answer is complete, though the body is not.
 *   <li>Both: when a body comes too slowly, or the service is silent.
 * </ul>
 *
 * <p>All of it runs on the event loop of the caller's connection.
 */
final class Exchange extends HttpServerRequestWrapper {

  /**
   * @param minimum rate of a client's body
   * @param silence that a service may keep
   */
  record Deadlines(RateMonitor.Minimum minimum, Duration silence) {}

  private final HttpServerResponse response;
  private final Deadlines deadlines;
  private final Consumer<Exchange> whenOver;
  private final RateMonitor body;
  private @Nullable HttpClientRequest upstream;
  private @Nullable ProblemType refusal;
  private boolean bodyIgnored;

  /** The caller is told that its connection ends, since what it still sends is not read. */
  private boolean closes;

  private boolean over;
  private long moved;
  private long quietSince;

  Exchange(HttpServerRequest request, Deadlines deadlines, Consumer<Exchange> whenOver) {
    super((HttpServerRequestInternal) request);
    long now = System.nanoTime();
    this.response = new Watched(request.response());
    this.deadlines = deadlines;
    this.whenOver = whenOver;
    this.body = new RateMonitor(deadlines.minimum(), now);
    this.quietSince = now;
  }

  @Override
  public HttpServerResponse response() {
    return response;
  }

  /** Why it was given up before the service answered. */
  @Nullable ProblemType refusal() {
    return refusal;
  }

  boolean isHttp2() {
    return delegate.version() == HttpVersion.HTTP_2;
  }

  void carriedBy(HttpClientRequest request) {
    upstream = request;
    // What fails is told by its answer; without a handler each reset would be logged as an error.
    request.exceptionHandler(failure -> {});
    quietSince = System.nanoTime();
    if (over) {
      request.reset(0);
    }
  }

  /** A body that means nothing (RFC 9110 §9.3.1) is received and dropped. */
  void ignoreBody() {
    bodyIgnored = true;
    delegate.resume();
  }

  /**
   * Writes an answer of unknown length to a caller who knows no chunks, up to the end of the
   * connection. The proxy would gather it in memory first.
   */
  Future<Void> sendUnchunked(ProxyResponse answer, ReadStream<Buffer> bytes) {
    closes = true;
    answer
        .headers()
        .forEach(
            header -> {
              if (!header.getKey().equalsIgnoreCase("Transfer-Encoding")) {
                delegate.response().headers().add(header.getKey(), header.getValue());
              }
            });
    delegate.response().setStatusCode(answer.getStatusCode());
    return bytes.pipeTo(response);
  }

  /** To be asked when the answer's head is about to be written. */
  boolean closesAfterAnswer() {
    if (!delegate.isEnded() && !isHttp2()) {
      closes = true;
    }
    return closes;
  }

  void check(long now) {
    if (over) {
      return;
    }
    if (isGone()) {
      conclude();
      return;
    }
    if (refusal != null) {
      return;
    }
    boolean ended = delegate.response().ended();
    boolean awaitsBody =
        !ended
            && upstream != null
            && !bodyIgnored
            && !delegate.isEnded()
            && !upstream.writeQueueFull();
    boolean awaitsReader =
        ended || delegate.response().headWritten() && delegate.response().writeQueueFull();
    long received = delegate.bytesRead();
    long sum = received + delegate.response().bytesWritten();
    if (body.isTooSlow(awaitsBody, received, now)) {
      giveUp(ProblemType.REQUEST_TIMEOUT);
    } else if (awaitsBody || awaitsReader || sum != moved) {
      moved = sum;
      quietSince = now;
    } else if (upstream != null && now - quietSince > deadlines.silence().toNanos()) {
      giveUp(ProblemType.GATEWAY_TIMEOUT);
    }
  }

  private void giveUp(ProblemType because) {
    refusal = because;
    if (upstream != null) {
      upstream.reset(0);
    }
    if (delegate.response().headWritten()) {
      // There is no other way to say that an answer is not whole.
      cutOff();
      conclude();
    }
  }

  /** The service has answered: what is left of the body will not be read by anybody. */
  private void answered() {
    if (upstream != null && !bodyIgnored && !delegate.isEnded()) {
      upstream.reset(0);
    }
  }

  /** The answer has reached the caller, or never will. */
  void conclude() {
    if (over) {
      return;
    }
    over = true;
    answered();
    if (isHttp2() && !isGone() && !delegate.isEnded()) {
      // RFC 9113 §8.1: the answer is whole, and the rest of the body is not wanted.
      delegate.response().reset(Http2Error.NO_ERROR.code());
    } else if (closes && delegate.isEnded()) {
      cutOff();
    }
    whenOver.accept(this);
  }

  private void cutOff() {
    if (isHttp2()) {
      delegate.response().reset(Http2Error.CANCEL.code());
    } else {
      // The connection's own close waits until everything is written, which a caller who does not
      // read prevents.
      channel().close();
    }
  }

  private boolean isGone() {
    return isHttp2() ? delegate.response().closed() : !channel().isActive();
  }

  private Channel channel() {
    return ((ConnectionBase) delegate.connection()).channel();
  }

  /**
   * When its reader has left, the proxy resets the answer; over HTTP/1.1 the connection is closed
   * instead. To the reader these are one. But of a reset Vert.x tells nobody (Http1xServerResponse
   * notes it as closed, and does nothing when it then is closed), so that Quarkus would count the
   * request as under way for ever and every stop would wait for it until {@code
   * quarkus.shutdown.timeout}.
   */
  private final class Watched extends AbstractResponseWrapper {

    Watched(HttpServerResponse response) {
      super(response);
    }

    @Override
    public void end(Handler<AsyncResult<Void>> handler) {
      super.end(handler);
      answered();
    }

    @Override
    public boolean reset() {
      return reset(0);
    }

    @Override
    public boolean reset(long code) {
      if (isHttp2()) {
        return super.reset(code);
      }
      cutOff();
      return true;
    }
  }
}
