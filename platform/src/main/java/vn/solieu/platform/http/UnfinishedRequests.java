package vn.solieu.platform.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Error;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.impl.HttpServerRequestInternal;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Ends what a caller does not bring to an end: an answer that is taken below the minimum rate, and
 * a body that goes on after its answer. Each holds memory, and often a thread and a connection to
 * somebody else. The framework only knows an idle timeout.
 *
 * <p>Uses two classes that Vert.x calls internal, for what its interfaces do not tell: whether
 * bytes wait for the reader after the answer has ended.
 */
public final class UnfinishedRequests {

  private static final long LOOK_MILLIS = 1_000;

  /** Who closes at once, while the other still sends, makes it lose the answer. */
  private static final long LINGER = Duration.ofSeconds(2).toNanos();

  private final Set<Request> open = ConcurrentHashMap.newKeySet();
  private final RateMonitor.Minimum minimum;
  private final Consumer<RoutingContext> unreadable;

  /**
   * @param minimum rate at which an answer is taken
   * @param unreadable answers a request whose body turned out to be no HTTP
   */
  public UnfinishedRequests(
      Vertx vertx, RateMonitor.Minimum minimum, Consumer<RoutingContext> unreadable) {
    this.minimum = minimum;
    this.unreadable = unreadable;
    vertx.setPeriodic(LOOK_MILLIS, tick -> look());
  }

  /**
   * For a request that is refused before its body has been read: the connection is not used again.
   * What is still on its way of the body is dropped first, for {@link #LINGER} at most.
   */
  public static void closeAfterAnswer(RoutingContext routing) {
    HttpServerRequest request = routing.request();
    if (request.version() == null) {
      answerInOurVersion(((ConnectionBase) request.connection()).channelHandlerContext());
    }
    routing.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    routing.addEndHandler(
        answered -> {
          if (request.isEnded()) {
            request.connection().close();
          } else {
            request.handler(null);
            request.endHandler(whole -> request.connection().close());
            request.resume();
            routing
                .vertx()
                .setTimer(
                    Duration.ofNanos(LINGER).toMillis(), late -> request.connection().close());
          }
        });
  }

  /** Vert.x answers in the version of the request, be it one that nobody here speaks. */
  private static void answerInOurVersion(ChannelHandlerContext connection) {
    connection
        .pipeline()
        .addBefore(
            connection.name(),
            null,
            new ChannelOutboundHandlerAdapter() {
              @Override
              public void write(ChannelHandlerContext next, Object part, ChannelPromise written) {
                if (part instanceof HttpMessage head) {
                  head.setProtocolVersion(io.netty.handler.codec.http.HttpVersion.HTTP_1_1);
                }
                next.write(part, written);
              }
            });
  }

  /**
   * Ends a request whose caller does not: over HTTP/2 its stream, else its connection.
   *
   * @param code that the caller of a stream is told
   */
  public static void cutOff(HttpServerRequest request, Http2Error code) {
    if (request.version() == HttpVersion.HTTP_2) {
      if (request.response().ended()) {
        resetEnded(request, code);
      } else {
        request.response().reset(code.code());
      }
    } else {
      // Vert.x takes a close of the connection, and one that goes through the whole pipeline of the
      // channel, for a wish to write everything first, which a caller who does not read prevents.
      ((ConnectionBase) request.connection()).channelHandlerContext().close();
    }
  }

  /** Vert.x takes a stream for done whose answer was handed over, however much of it waits here. */
  private static void resetEnded(HttpServerRequest request, Http2Error code) {
    ChannelHandlerContext connection =
        ((ConnectionBase) request.connection()).channelHandlerContext();
    int stream = request.response().streamId();
    connection
        .executor()
        .execute(
            () -> {
              ((Http2ConnectionHandler) connection.handler())
                  .resetStream(connection, stream, code.code(), connection.newPromise());
              connection.flush();
            });
  }

  /** To be told of each request before it is answered. */
  public void watch(RoutingContext routing) {
    Request request = new Request(routing.request(), new RateMonitor(minimum, System.nanoTime()));
    if (!request.isHttp2()) {
      routing.request().connection().exceptionHandler(failure -> failed(routing, failure));
    }
    open.add(request);
    routing.addEndHandler(
        ended -> request.context.runOnContext(there -> request.check(System.nanoTime())));
  }

  /** The framework closes the connection next, without a word. */
  private void failed(RoutingContext routing, Throwable failure) {
    HttpServerRequest request = routing.request();
    boolean broken = !(failure instanceof IOException) && !request.isEnded();
    if (broken && !request.response().headWritten()) {
      request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
      unreadable.accept(routing);
      ((ConnectionBase) request.connection()).flush();
    }
  }

  private void look() {
    long now = System.nanoTime();
    open.forEach(request -> request.context.runOnContext(there -> request.check(now)));
  }

  private final class Request {

    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final Context context;
    private final RateMonitor rate;
    private long answered = Long.MAX_VALUE;

    Request(HttpServerRequest request, RateMonitor rate) {
      this.request = request;
      this.response = request.response();
      this.context = ((HttpServerRequestInternal) request).context();
      this.rate = rate;
    }

    void check(long now) {
      if (isGone()) {
        open.remove(this);
        return;
      }
      if (response.ended() && answered == Long.MAX_VALUE) {
        answered = now;
        if (!request.isEnded()) {
          // Nobody reads what is left.
          request.handler(null);
          request.resume();
        }
      }
      boolean awaitsReader = awaitsReader();
      if (response.ended() && !awaitsReader && request.isEnded()) {
        open.remove(this);
      } else if (rate.isTooSlow(awaitsReader, response.bytesWritten(), now)) {
        cutOff(Http2Error.CANCEL);
      } else if (response.ended() && !awaitsReader && now - answered > LINGER) {
        // RFC 9113 §8.1: the answer is whole, and the rest of the body is not wanted.
        cutOff(Http2Error.NO_ERROR);
      }
    }

    private void cutOff(Http2Error code) {
      open.remove(this);
      UnfinishedRequests.cutOff(request, code);
    }

    private boolean awaitsReader() {
      if (!response.headWritten()) {
        return false;
      }
      if (isHttp2()) {
        // A stream whose answer has been taken whole is closed.
        return response.ended() || response.writeQueueFull();
      }
      ChannelOutboundBuffer unsent = channel().unsafe().outboundBuffer();
      return unsent != null && unsent.totalPendingWriteBytes() > 0;
    }

    private boolean isGone() {
      return isHttp2() ? response.closed() : !channel().isActive();
    }

    private boolean isHttp2() {
      return request.version() == HttpVersion.HTTP_2;
    }

    private Channel channel() {
      return ((ConnectionBase) request.connection()).channel();
    }
  }
}
