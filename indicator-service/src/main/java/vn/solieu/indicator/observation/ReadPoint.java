package vn.solieu.indicator.observation;

import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * Which openings count. Everything up to the sequence, and of that what was published until then.
 *
 * @param sequence the last publication that counts
 * @param publishedUntil the last instant of publication that counts; null for no such bound
 */
record ReadPoint(long sequence, @Nullable OffsetDateTime publishedUntil) {

  /** Without what a snapshot does not have. */
  ReadPoint upTo(long lastApplied) {
    return new ReadPoint(Math.min(sequence, lastApplied), publishedUntil);
  }
}
