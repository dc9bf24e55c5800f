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
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import vn.solieu.platform.http.RateMonitor;
import vn.solieu.platform.http.UnfinishedRequests;
import vn.solieu.platform.problem.ProblemType;

/**
 * A request that is passed on, with all that it holds: its shares of what callers may have under
 * way, a connection to a service, and the caller's connection or stream. Each is given back as soon
 * as nothing more can come of it, whatever the caller does. What a caller does not take or send to
 * its end is the matter of {@link UnfinishedRequests}.
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

  /** Until the caller of one that was given up has taken the word of it. */
  private static final long ANSWERED_WITHIN = Duration.ofSeconds(10).toNanos();

  private final HttpServerResponse response;
  private final Deadlines deadlines;
  private final Deque<Runnable> whenOver = new ArrayDeque<>();
  private final RateMonitor rate;
  private final IncomingBody body;

  /** Answers in the service's place, as long as the request has not been passed on. */
  private @Nullable Consumer<ProblemType> refuser;

  private @Nullable Runnable whenAnswered;
  private @Nullable String holder;
  private WritesOfAddress.@Nullable Place place;
  private @Nullable HttpClientRequest upstream;
  private @Nullable ProblemType refusal;
  private boolean bodyIgnored;

  /** The caller is told that its connection ends, since what it still sends is not read. */
  private boolean closes;

  private boolean over;
  private long moved;
  private long quietSince;

  /**
   * @param refuser told why, when it is given up before it was passed on
   */
  Exchange(
      HttpServerRequest request,
      Deadlines deadlines,
      IncomingBody body,
      Consumer<ProblemType> refuser) {
    super((HttpServerRequestInternal) request);
    long now = System.nanoTime();
    this.response = new Watched(request.response());
    this.deadlines = deadlines;
    this.body = body;
    this.refuser = refuser;
    this.rate = new RateMonitor(deadlines.minimum(), now);
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

  IncomingBody incoming() {
    return body;
  }

  /** What it holds is given back when it is over, at the latest. */
  void whenOver(Runnable giveBack) {
    if (over) {
      giveBack.run();
    } else {
      whenOver.add(giveBack);
    }
  }

  /** The same of a share of whose token it carries. */
  void countedFor(String whose, Runnable giveBack) {
    holder = whose;
    whenOver(giveBack);
  }

  @Nullable String holder() {
    return holder;
  }

  /** The same of a write's place among those of its address. */
  void placedAt(WritesOfAddress.Place given) {
    place = given;
    whenOver(given::leave);
  }

  /** Whether the place is still its own, which it then remains. */
  boolean keepsPlace() {
    return place != null && place.keep();
  }

  void leavePlace() {
    if (place != null) {
      place.leave();
    }
  }

  /**
   * The same, when the service begins to answer, and not before: it works on what it was asked
   * whether somebody waits for it or not. So who leaves early has no more reads at a service than
   * who stays.
   */
  void whenAnswered(Runnable giveBack) {
    whenAnswered = giveBack;
  }

  void beginsToAnswer() {
    Runnable giveBack = whenAnswered;
    whenAnswered = null;
    if (giveBack != null) {
      giveBack.run();
    }
  }

  /** Whether nothing more can come of it, be it passed on or not. */
  boolean isOver() {
    return over || refusal != null;
  }

  /**
   * Over HTTP/2 Vert.x throws when a request is paused that has ended, which the proxy does first
   * of all with what was received or waited before.
   */
  @Override
  public HttpServerRequest pause() {
    if (!delegate.isEnded()) {
      delegate.pause();
    }
    return this;
  }

  @Override
  public HttpServerRequest resume() {
    if (!delegate.isEnded()) {
      delegate.resume();
    }
    return this;
  }

  /** From now on it is the proxy that answers. */
  void passedOn() {
    refuser = null;
    quietSince = System.nanoTime();
  }

  /**
   * @param whenLetIn called when the service wants to have the body, which it does not ask for
   *     before it knows the caller; told at once when the body is here already
   */
  void carriedBy(HttpClientRequest request, Runnable whenLetIn) {
    upstream = request;
    // What fails is told by its answer; without a handler each reset would be logged as an error.
    request.exceptionHandler(failure -> {});
    quietSince = System.nanoTime();
    if (isOver()) {
      request.reset(0);
    } else if (body.isWhole()) {
      body.begin();
    } else {
      request.continueHandler(letIn -> whenLetIn.run());
      body.whenWanted(
          () -> {
            if (body.length() < 0) {
              // Of HTTP/2 the proxy would not know that its length is open.
              request.setChunked(true);
            }
            request.sendHead();
          });
    }
  }

  /** A body that means nothing (RFC 9110 §9.3.1) is received and dropped. */
  void ignoreBody() {
    bodyIgnored = true;
    resume();
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
    if (isGone() && whenAnswered == null) {
      conclude();
      return;
    }
    if (refusal != null) {
      if (now - quietSince > ANSWERED_WITHIN) {
        // Whatever went wrong, nothing is held for ever.
        cutOff();
        conclude();
      }
      return;
    }
    boolean ended = delegate.response().ended();
    boolean awaitsBody = !ended && !bodyIgnored && body.isAwaited();
    boolean awaitsReader =
        ended || delegate.response().headWritten() && delegate.response().writeQueueFull();
    long received = delegate.bytesRead();
    long sum = received + delegate.response().bytesWritten();
    if (rate.isTooSlow(awaitsBody, received, now)) {
      giveUp(ProblemType.REQUEST_TIMEOUT);
    } else if (awaitsBody || awaitsReader || sum != moved) {
      moved = sum;
      quietSince = now;
    } else if (now - quietSince > deadlines.silence().toNanos()) {
      // Until it is passed on, it waits for others of the same client.
      giveUp(refuser == null ? ProblemType.GATEWAY_TIMEOUT : ProblemType.TOO_MANY_REQUESTS);
    }
  }

  void giveUp(ProblemType because) {
    if (isOver()) {
      return;
    }
    refusal = because;
    quietSince = System.nanoTime();
    if (upstream != null) {
      upstream.reset(0);
    }
    if (refuser != null) {
      refuser.accept(because);
      conclude();
    } else if (delegate.response().headWritten()) {
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
    if (isHttp2() && upstream != null && !isGone() && !delegate.isEnded()) {
      // RFC 9113 §8.1: the answer is whole, and the rest of the body is not wanted.
      delegate.response().reset(Http2Error.NO_ERROR.code());
    } else if (closes && delegate.isEnded()) {
      delegate.connection().close();
    }
    body.drop();
    whenOver.forEach(Runnable::run);
  }

  private void cutOff() {
    UnfinishedRequests.cutOff(delegate, Http2Error.CANCEL);
  }

  boolean isGone() {
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

    /** By it the proxy resets its request when the caller has left. */
    @Override
    public HttpServerResponse exceptionHandler(@Nullable Handler<Throwable> handler) {
      return super.exceptionHandler(
          failure -> {
            if (handler != null && whenAnswered == null) {
              handler.handle(failure);
            }
          });
    }

    @Override
    public Future<Void> end() {
      Future<Void> written = super.end();
      answered();
      // The proxy's own words, when it cannot make sense of something, pass by all else.
      return written.onComplete(done -> conclude());
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
