package vn.solieu.platform.background;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class BackgroundLoopTest {

  private static final Duration LONG = Duration.ofMinutes(5);

  private final AtomicReference<BackgroundLoop> itself = new AtomicReference<>();
  private final CountDownLatch ended = new CountDownLatch(1);

  @Test
  void whoeverWakesItEndsItsPause() throws InterruptedException {
    CountDownLatch rounds = new CountDownLatch(3);
    BackgroundLoop loop =
        start(
            () -> {
              rounds.countDown();
              itself.get().pause(LONG);
            });

    while (rounds.getCount() > 0) {
      loop.wake();
    }

    assertTrue(loop.isAlive());
    loop.stop(LONG);
    assertFalse(loop.isAlive());
  }

  @Test
  void aRoundThatHasBegunIsFinished() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    AtomicInteger finished = new AtomicInteger();
    BackgroundLoop loop =
        start(
            () -> {
              begun.countDown();
              goOn.await();
              finished.incrementAndGet();
            });
    begun.await();

    loop.end();
    assertFalse(loop.isRunning());
    goOn.countDown();
    loop.stop(LONG);

    assertEquals(1, finished.get());
  }

  @Test
  void aRoundThatDoesNotEndIsInterruptedAndWhatFollowsTheLastOneIsNot()
      throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    BackgroundLoop loop =
        start(
            () -> {
              begun.countDown();
              new CountDownLatch(1).await();
            });
    begun.await();

    loop.stop(Duration.ofMillis(1));

    assertTrue(ended.await(1, TimeUnit.MINUTES));
  }

  @Test
  void anErrorEndsItAndIsSeen() throws InterruptedException {
    BackgroundLoop loop =
        start(
            () -> {
              throw new IllegalStateException("expected by this test");
            });

    assertTrue(ended.await(1, TimeUnit.MINUTES));
    loop.stop(LONG);

    assertFalse(loop.isAlive());
  }

  @Test
  void oneThatWasNotStartedCanBeStopped() throws InterruptedException {
    new BackgroundLoop("not-started", () -> {}).stop(LONG);
  }

  private BackgroundLoop start(BackgroundLoop.Round round) {
    BackgroundLoop loop =
        new BackgroundLoop(
            "loop-under-test",
            round,
            () -> {
              if (!Thread.currentThread().isInterrupted()) {
                ended.countDown();
              }
            });
    itself.set(loop);
    loop.start();
    return loop;
  }
}
