package vn.solieu.platform.background;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * A thread that does one thing round after round, from its start until it is stopped. In a pause
 * between rounds anybody may wake it. It is a platform thread: the interrupt of a virtual one would
 * close the socket of the database session that it holds.
 */
public final class BackgroundLoop {

  /** Handles its own failures: what it throws ends the loop for good. */
  @FunctionalInterface
  public interface Round {
    void run() throws InterruptedException;
  }

  private final Thread thread;
  private final Round round;
  private final Runnable atEnd;
  private final Semaphore wakes = new Semaphore(0);
  private volatile boolean running = true;

  public BackgroundLoop(String name, Round round) {
    this(name, round, () -> {});
  }

  /**
   * @param atEnd runs last on the same thread, however the loop ends
   */
  public BackgroundLoop(String name, Round round, Runnable atEnd) {
    this.thread = Thread.ofPlatform().name(name).daemon().unstarted(this::run);
    this.round = round;
    this.atEnd = atEnd;
  }

  public void start() {
    thread.start();
  }

  /** No further round begins; whoever rests is woken. */
  public void end() {
    running = false;
    wake();
  }

  /**
   * Ends the loop and waits for it: as long as that to finish its round, and once more after an
   * interrupt.
   */
  public void stop(Duration toFinish) throws InterruptedException {
    end();
    if (thread.getState() == Thread.State.NEW) {
      return;
    }
    if (!thread.join(toFinish)) {
      thread.interrupt();
      thread.join(toFinish);
    }
  }

  /** There is something to do: the pause ends, or the next one does not begin. */
  public void wake() {
    wakes.release();
  }

  /**
   * Waits between rounds, or within one.
   *
   * @param longest if nobody wakes the loop
   */
  public void pause(Duration longest) throws InterruptedException {
    if (wakes.tryAcquire(longest.toNanos(), TimeUnit.NANOSECONDS)) {
      wakes.drainPermits();
    }
  }

  /** Whether it has not been told to end; a long round asks now and then. */
  public boolean isRunning() {
    return running;
  }

  /** Whether its thread runs: false before its start, and after an error ended it. */
  public boolean isAlive() {
    return thread.isAlive();
  }

  private void run() {
    try {
      while (running) {
        round.run();
      }
    } catch (InterruptedException stopped) {
      running = false;
    } finally {
      // An interrupted thread could not close what it holds, a Kafka producer among others.
      Thread.interrupted();
      atEnd.run();
    }
  }
}
