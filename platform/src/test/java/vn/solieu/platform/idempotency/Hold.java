package vn.solieu.platform.idempotency;

import jakarta.inject.Singleton;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Keeps a write of {@link OnceResource} open until a test lets it go. */
@Singleton
class Hold {

  final CountDownLatch reached = new CountDownLatch(1);
  final CountDownLatch release = new CountDownLatch(1);

  void await() {
    reached.countDown();
    try {
      if (!release.await(20, TimeUnit.SECONDS)) {
        throw new IllegalStateException("nobody let it go");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
