package vn.solieu.gateway.proxy;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.streams.ReadStream;
import org.jspecify.annotations.Nullable;
import vn.solieu.platform.http.RequestHead;

/**
 * The body of a request on its way to a service. A short one is received whole before a connection
 * to the service is taken, so that no service waits for a sender; a longer one follows as it comes,
 * once the service has let it in.
 *
 * <p>All of it runs on the event loop of the caller's connection.
 */
final class IncomingBody implements ReadStream<Buffer> {

  private final HttpServerRequest request;
  private final BodyMemory memory;
  private final long announced;
  private @Nullable Buffer received = Buffer.buffer();
  private int held;
  private boolean askedFor;
  private boolean receiving;
  private boolean dropped;
  private boolean whole;
  private boolean begun;
  private boolean wanted;
  private boolean ended;
  private @Nullable Runnable whenWanted;
  private @Nullable Handler<Buffer> handler;
  private @Nullable Handler<Void> endHandler;

  IncomingBody(HttpServerRequest request, BodyMemory memory) {
    this.request = request;
    this.memory = memory;
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    this.announced = length == null ? -1 : Long.parseLong(length);
  }

  /**
   * Receives it as far as there is room for.
   *
   * @return whether that is all of it; fails when the sender is gone
   */
  Future<Boolean> receive() {
    if (request.isEnded()) {
      whole = true;
    } else if (announced <= memory.mostOfBody()) {
      Promise<Boolean> done = Promise.promise();
      receiving = true;
      askForIt();
      request.exceptionHandler(done::tryFail);
      request.endHandler(
          end -> {
            whole = true;
            stopReceiving(done);
          });
      request.handler(piece -> keep(piece, done));
      request.resume();
      return done.future();
    }
    return Future.succeededFuture(whole);
  }

  /** A sender may wait for leave (RFC 9110 §10.1.1). */
  private void askForIt() {
    if (!askedFor) {
      askedFor = true;
      RequestHead.sendContinueIfExpected(request);
    }
  }

  private void keep(Buffer piece, Promise<Boolean> done) {
    if (dropped) {
      return;
    }
    Buffer before = received == null ? Buffer.buffer() : received;
    received = before.appendBuffer(piece);
    if (received.length() > memory.mostOfBody() || !memory.take(piece.length())) {
      request.pause();
      stopReceiving(done);
    } else {
      held += piece.length();
    }
  }

  private void stopReceiving(Promise<Boolean> done) {
    receiving = false;
    done.tryComplete(whole);
  }

  boolean isWhole() {
    return whole;
  }

  /** Whether there is one at all. */
  boolean isPresent() {
    return !whole || announced >= 0 || received != null && received.length() > 0;
  }

  /** Negative when nobody knows. */
  long length() {
    return whole && received != null ? received.length() : announced;
  }

  /** Whether it is the sender that is waited for. */
  boolean isAwaited() {
    return receiving || begun && wanted && !ended && !request.isEnded();
  }

  /** To be told when the service first wants it, before it gets any of it. */
  void whenWanted(Runnable callback) {
    whenWanted = callback;
  }

  /** Nothing passes before. */
  void begin() {
    begun = true;
    if (!whole) {
      askForIt();
    }
    pass();
  }

  /** Nobody wants it any more. */
  void drop() {
    dropped = true;
    received = null;
    giveBack();
  }

  private void giveBack() {
    memory.giveBack(held);
    held = 0;
  }

  private void pass() {
    if (!begun || !wanted || ended) {
      return;
    }
    Buffer first = received;
    received = null;
    giveBack();
    if (first != null && first.length() > 0 && handler != null) {
      handler.handle(first);
    }
    if (wanted && whole) {
      ended = true;
      if (endHandler != null) {
        endHandler.handle(null);
      }
    } else if (wanted && !request.isEnded()) {
      request.resume();
    }
  }

  @Override
  public ReadStream<Buffer> exceptionHandler(@Nullable Handler<Throwable> newHandler) {
    if (!whole) {
      request.exceptionHandler(newHandler);
    }
    return this;
  }

  @Override
  public ReadStream<Buffer> handler(@Nullable Handler<Buffer> newHandler) {
    handler = newHandler;
    if (!whole && !request.isEnded()) {
      request.handler(newHandler);
    }
    return this;
  }

  @Override
  public ReadStream<Buffer> endHandler(@Nullable Handler<Void> newHandler) {
    endHandler = newHandler;
    if (!whole && !request.isEnded()) {
      request.endHandler(newHandler);
    }
    return this;
  }

  @Override
  public ReadStream<Buffer> pause() {
    wanted = false;
    if (!whole && !request.isEnded()) {
      request.pause();
    }
    return this;
  }

  @Override
  public ReadStream<Buffer> resume() {
    wanted = true;
    Runnable callback = whenWanted;
    whenWanted = null;
    if (callback != null) {
      callback.run();
    }
    pass();
    return this;
  }

  @Override
  public ReadStream<Buffer> fetch(long amount) {
    return resume();
  }
}
