package vn.solieu.platform.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.Http2Connection;
import io.netty.handler.codec.http2.Http2ConnectionAdapter;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Stream;
import io.netty.util.AttributeKey;
import io.vertx.core.net.impl.ConnectionBase;

/**
 * When a stream of HTTP/2 has really ended, and its reset. Vert.x reports a stream as ended when
 * its answer was handed over, however much of it still waits here for its reader.
 *
 * <p>On the event loop of the connection.
 */
final class Http2Streams extends Http2ConnectionAdapter {

  private static final AttributeKey<Http2Streams> OF_CONNECTION =
      AttributeKey.valueOf(Http2Streams.class.getName());

  private final Http2Connection.PropertyKey whenClosed;

  private Http2Streams(Http2Connection connection) {
    whenClosed = connection.newKey();
    connection.addListener(this);
  }

  /** Runs something when a stream's answer has been sent whole, or nobody takes it any more. */
  static void whenClosed(ConnectionBase connection, int stream, Runnable then) {
    Http2Connection streams = streams(connection.channelHandlerContext());
    var told = connection.channel().attr(OF_CONNECTION);
    if (told.get() == null) {
      told.set(new Http2Streams(streams));
    }
    Http2Stream open = streams.stream(stream);
    if (open == null) {
      then.run();
    } else {
      open.setProperty(told.get().whenClosed, then);
    }
  }

  /** Resets a stream of which Vert.x thinks that it has ended. */
  static void reset(ConnectionBase connection, int stream, Http2Error code) {
    ChannelHandlerContext context = connection.channelHandlerContext();
    context
        .executor()
        .execute(
            () -> {
              ((Http2ConnectionHandler) context.handler())
                  .resetStream(context, stream, code.code(), context.newPromise());
              context.flush();
            });
  }

  private static Http2Connection streams(ChannelHandlerContext context) {
    return ((Http2ConnectionHandler) context.handler()).connection();
  }

  @Override
  public void onStreamClosed(Http2Stream stream) {
    Runnable then = stream.removeProperty(whenClosed);
    if (then != null) {
      then.run();
    }
  }
}
