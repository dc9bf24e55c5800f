package vn.solieu.platform.publication;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * Records of the publication topic that the calendar's log does not have. The calendar writes none,
 * so each is a sign that somebody else writes to the topic, or that one of the two was restored
 * without the other.
 */
final class PassedOverRecords {

  enum Cause {
    /** No event of the log. */
    UNREADABLE("unreadable"),
    /** The log has another entry of this sequence. */
    CONTRADICTS("contradicts"),
    /** The log has no entry of this sequence. */
    AHEAD("ahead");

    private final String word;

    Cause(String word) {
      this.word = word;
    }
  }

  private static final Logger LOG = Logger.getLogger(PassedOverRecords.class);

  /** Whoever writes to the topic shall not fill the log too. */
  private static final Duration BETWEEN_LINES = Duration.ofMinutes(1);

  private final MeterRegistry metrics;
  private final AtomicLong count = new AtomicLong();
  private long nextLine = System.nanoTime();

  PassedOverRecords(MeterRegistry metrics) {
    this.metrics = metrics;
    // From 0, so that the first one is seen to be one more.
    for (Cause cause : Cause.values()) {
      counter(cause);
    }
  }

  private Counter counter(Cause cause) {
    return Counter.builder("solieu.publication.passed.over")
        .description("Records of the publication topic that the calendar's log does not have")
        .tag("cause", cause.word)
        .register(metrics);
  }

  /** Since the start of this copy. */
  long count() {
    return count.get();
  }

  synchronized void add(Cause cause, long offset, String what) {
    counter(cause).increment();
    long all = count.incrementAndGet();
    if (System.nanoTime() - nextLine >= 0) {
      nextLine = System.nanoTime() + BETWEEN_LINES.toNanos();
      LOG.errorf(
          "The record %d of the publication topic is passed over (%s): %s. %d since the start",
          offset, cause.word, what, all);
    }
  }
}
