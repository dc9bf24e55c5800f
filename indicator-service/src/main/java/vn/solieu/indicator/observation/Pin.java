package vn.solieu.indicator.observation;

import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * Which openings count. Everything up to the sequence, and of that what was published until then.
 *
 * @param sequence the last publication that counts
 * @param publishedUntil the last instant of publication that counts; null for no such bound
 */
record Pin(long sequence, @Nullable OffsetDateTime publishedUntil) {

  /** Without what a snapshot does not have. */
  Pin upTo(long lastApplied) {
    return new Pin(Math.min(sequence, lastApplied), publishedUntil);
  }
}
