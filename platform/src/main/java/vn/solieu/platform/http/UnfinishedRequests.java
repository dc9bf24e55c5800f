package vn.solieu.platform.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpMessage;
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
   * @param code with which the stream of the caller is reset
   */
  public static void cutOff(HttpServerRequest request, Http2Error code) {
    if (request.version() == HttpVersion.HTTP_2) {
      if (request.response().ended()) {
        Http2Streams.reset(
            (ConnectionBase) request.connection(), request.response().streamId(), code);
      } else {
        request.response().reset(code.code());
      }
    } else {
      // Vert.x takes a close of the connection, and one that goes through the whole pipeline of the
      // channel, for a wish to write everything first, which a caller who does not read prevents.
      ((ConnectionBase) request.connection()).channelHandlerContext().close();
    }
  }

  /**
   * To be told of each request before it is answered.
   *
   * @param whenOver run once, when nothing of the request is held any more: its answer has been
   *     taken whole, whoever made it and however much of it waited here, or its caller is gone
   */
  public void watch(RoutingContext routing, Runnable whenOver) {
    Request request = new Request(routing.request(), whenOver);
    open.add(request);
    if (request.isHttp2()) {
      Http2Streams.whenClosed(request.connection(), request.response.streamId(), request::over);
    } else {
      routing.request().connection().exceptionHandler(failure -> failed(routing, failure));
    }
    routing.addEndHandler(ended -> request.context.runOnContext(there -> request.ended()));
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
    private final RateMonitor rate = new RateMonitor(minimum, System.nanoTime());
    private final Runnable whenOver;
    private long answered = Long.MAX_VALUE;

    Request(HttpServerRequest request, Runnable whenOver) {
      this.request = request;
      this.response = request.response();
      this.context = ((HttpServerRequestInternal) request).context();
      this.whenOver = whenOver;
    }

    /** The answer has been handed over, which is not to say that its reader has taken it. */
    void ended() {
      check(System.nanoTime());
      if (!isHttp2() && open.contains(this)) {
        // Whatever is written after the answer, be it nothing, has been sent when the answer has.
        // Netty counts it as unsent until its listeners have run.
        connection()
            .flush(
                channel()
                    .newPromise()
                    .addListener(sent -> context.runOnContext(there -> check(System.nanoTime()))));
      }
    }

    void over() {
      if (open.remove(this)) {
        whenOver.run();
      }
    }

    void check(long now) {
      if (isGone()) {
        over();
        return;
      }
      if (response.ended() && answered == Long.MAX_VALUE) {
        answered = now;
        if (!request.isEnded()) {
          // Nobody reads what is left.
          request.handler(null);
          request.endHandler(whole -> check(System.nanoTime()));
          request.resume();
        }
      }
      boolean awaitsReader = awaitsReader();
      if (response.ended() && !awaitsReader && request.isEnded()) {
        over();
      } else if (rate.isTooSlow(awaitsReader, response.bytesWritten(), now)) {
        cutOff(Http2Error.CANCEL);
      } else if (response.ended() && !awaitsReader && now - answered > LINGER) {
        // RFC 9113 §8.1: the answer is whole, and the rest of the body is not wanted.
        cutOff(Http2Error.NO_ERROR);
      }
    }

    private void cutOff(Http2Error code) {
      over();
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
      return connection().channel();
    }

    private ConnectionBase connection() {
      return (ConnectionBase) request.connection();
    }
  }
}
