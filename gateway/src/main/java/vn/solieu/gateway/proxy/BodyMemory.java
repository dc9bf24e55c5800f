package vn.solieu.gateway.proxy;

import java.util.concurrent.atomic.AtomicLong;

/** What the gateway holds of all bodies together that it receives before it passes them on. */
final class BodyMemory {

  private final AtomicLong free;
  private final int mostOfBody;

  /**
   * @param bytes for all together
   * @param mostOfBody bytes of one
   */
  BodyMemory(long bytes, int mostOfBody) {
    this.free = new AtomicLong(bytes);
    this.mostOfBody = mostOfBody;
  }

  int mostOfBody() {
    return mostOfBody;
  }

  boolean take(int bytes) {
    if (free.addAndGet(-bytes) >= 0) {
      return true;
    }
    free.addAndGet(bytes);
    return false;
  }

  void giveBack(int bytes) {
    free.addAndGet(bytes);
  }
}
