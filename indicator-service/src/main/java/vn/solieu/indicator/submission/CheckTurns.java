package vn.solieu.indicator.submission;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import vn.solieu.platform.problem.LocalizedText;
import vn.solieu.platform.problem.ProblemException;
import vn.solieu.platform.problem.ProblemType;

/**
 * How many long bodies are checked at a time, and how many of one agency. To check one takes a
 * session of the database for as long as a minute: without a bound, who pushes some large files at
 * once would leave none for whoever appraises, and for the opening of what is published. A short
 * body takes milliseconds, and no turn.
 */
@Singleton
class CheckTurns {

  /** Bytes of a body that some thousand rows have. */
  static final long SHORT = 256 * 1024;

  private static final Duration SOON = Duration.ofSeconds(5);

  private final Semaphore all;
  private final Map<String, Semaphore> ofAgency = new ConcurrentHashMap<>();
  private final int perAgency;
  private final Duration wait;

  CheckTurns(
      @ConfigProperty(name = "solieu.submission.checks", defaultValue = "8") int all,
      @ConfigProperty(name = "solieu.submission.checks-per-agency", defaultValue = "2")
          int perAgency,
      @ConfigProperty(name = "solieu.submission.wait", defaultValue = "PT30S") Duration wait) {
    this.all = new Semaphore(all, true);
    this.perAgency = perAgency;
    this.wait = wait;
  }

  /**
   * Does it in turn. To be called before a transaction begins.
   *
   * @param bytes of the body
   * @throws ProblemException 429 when others of the agency, 503 when others take too long
   */
  <T> T within(String agency, long bytes, Supplier<T> check) {
    if (bytes <= SHORT) {
      return check.get();
    }
    return within(
        ofAgency.computeIfAbsent(agency, first -> new Semaphore(perAgency, true)),
        ProblemType.TOO_MANY_REQUESTS,
        () -> within(all, ProblemType.UNAVAILABLE, check));
  }

  private <T> T within(Semaphore turns, ProblemType otherwise, Supplier<T> check) {
    try {
      if (!turns.tryAcquire(wait.toMillis(), TimeUnit.MILLISECONDS)) {
        throw tooMany(otherwise);
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw tooMany(ProblemType.UNAVAILABLE).causedBy(stopping);
    }
    try {
      return check.get();
    } finally {
      turns.release();
    }
  }

  private static ProblemException tooMany(ProblemType type) {
    return new ProblemException(
            type,
            LocalizedText.of(
                "Có quá nhiều tệp đang được kiểm tra; không có gì được lưu. Gửi lại với cùng"
                    + " Idempotency-Key sau ít giây.",
                "Too many files are being checked; nothing was stored. Send it again with the same"
                    + " Idempotency-Key in some seconds."))
        .retryAfter(SOON);
  }
}
