package vn.solieu.platform.http;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.Http2Error;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.StreamResetException;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * Writes a long answer in pieces: each flush waits until the reader has taken the piece. The
 * framework's own stream looks at the connection before it writes; with many writers at once, whose
 * bytes the connection has not come to see yet, it goes on writing and fills the heap with what
 * nobody reads.
 *
 * <p>Who writes has a thread that may wait: a virtual one.
 */
public final class PacedOutput extends ByteArrayOutputStream {

  /** Less is not worth a turn; an answer that is shorter as a whole is told with its length. */
  private static final int PIECE = 8 * 1024;

  private final HttpServerResponse response;
  private final OutputStream framework;

  private PacedOutput(HttpServerResponse response, OutputStream framework) {
    this.response = response;
    this.framework = framework;
  }

  /** The same answer, paced. */
  public static StreamingOutput of(StreamingOutput answer, RoutingContext request) {
    return framework -> {
      if (request.request().method().equals(HttpMethod.HEAD)) {
        answer.write(framework);
      } else {
        PacedOutput paced = new PacedOutput(request.response(), framework);
        try {
          answer.write(paced);
          paced.close();
        } catch (IOException | RuntimeException broken) {
          paced.breakOff(request.request());
          throw broken;
        }
      }
    };
  }

  /**
   * @throws IOException if the reader has left, or is too slow
   */
  @Override
  public void flush() throws IOException {
    if (size() >= PIECE) {
      send();
    }
  }

  @Override
  public void close() throws IOException {
    if (response.headWritten()) {
      send();
    } else {
      writeTo(framework);
    }
  }

  /** What is missing must not look like an end, which the framework would write. */
  private void breakOff(HttpServerRequest request) {
    if (response.headWritten()) {
      UnfinishedRequests.cutOff(request, Http2Error.INTERNAL_ERROR);
    }
  }

  private void send() throws IOException {
    if (!response.headWritten()) {
      response.setChunked(true);
    }
    // Not copied: while the reader is waited for, the piece is in memory once.
    Buffer piece = Buffer.buffer(Unpooled.wrappedBuffer(buf, 0, count));
    buf = new byte[PIECE];
    count = 0;
    try {
      response.write(piece).toCompletionStage().toCompletableFuture().join();
    } catch (CompletionException failed) {
      throw hasLeft(failed.getCause())
          ? new ReaderLeft(failed)
          : new IOException("The answer cannot be written", failed);
    } catch (IllegalStateException failed) {
      throw response.closed()
          ? new ReaderLeft(failed)
          : new IOException("The answer cannot be written", failed);
    }
  }

  /** Of a write, these are what the connection and the stream have to tell. */
  private static boolean hasLeft(@Nullable Throwable failure) {
    return failure instanceof IOException
        || failure instanceof HttpClosedException
        || failure instanceof StreamResetException;
  }
}
