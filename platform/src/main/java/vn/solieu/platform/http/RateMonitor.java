package vn.solieu.platform.http;

import java.time.Duration;

/**
 * Whether the other end of a connection sends, or takes, at a minimum rate. Only the time counts in
 * which we wait for it, and it is judged by stretches of that time: a single read or write says
 * nothing, since buffers on the way take and give megabytes at once.
 *
 * <p>An idle timeout is no substitute: one byte before each of its ends holds a connection for
 * ever.
 */
public final class RateMonitor {

  /**
   * @param bytesPerSecond that are asked for
   * @param window of waiting that is judged; at least {@code bytesPerSecond} times its seconds must
   *     have moved meanwhile
   */
  public record Minimum(long bytesPerSecond, Duration window) {

    long bytes() {
      return bytesPerSecond * window.toMillis() / 1_000;
    }
  }

  private final Minimum minimum;
  private long waited;
  private long movedBefore;
  private long lastLooked;

  /**
   * @param now in nanoseconds, of {@link System#nanoTime}
   */
  public RateMonitor(Minimum minimum, long now) {
    this.minimum = minimum;
    this.lastLooked = now;
  }

  /**
   * To be asked every now and then.
   *
   * @param waiting whether it is the other end that we wait for
   * @param moved bytes since the beginning
   * @param now in nanoseconds
   */
  public boolean isTooSlow(boolean waiting, long moved, long now) {
    if (waiting) {
      waited += now - lastLooked;
    }
    lastLooked = now;
    if (waited < minimum.window.toNanos()) {
      return false;
    }
    boolean slow = moved - movedBefore < minimum.bytes();
    waited = 0;
    movedBefore = moved;
    return slow;
  }
}
