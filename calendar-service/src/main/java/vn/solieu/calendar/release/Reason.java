package vn.solieu.calendar.release;

import org.jspecify.annotations.Nullable;
import vn.solieu.platform.text.TextNormalizer;

/**
 * Why something was done to a release, as the public reads it in its history.
 *
 * @param vi null when none was given
 * @param en null also for what was done before the public was told in two languages
 */
record Reason(@Nullable String vi, @Nullable String en) {

  static final Reason NONE = new Reason(null, null);

  Reason {
    vi = TextNormalizer.of(vi);
    en = TextNormalizer.of(en);
  }
}
