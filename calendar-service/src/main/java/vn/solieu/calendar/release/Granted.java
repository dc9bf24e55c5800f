package vn.solieu.calendar.release;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.solieu.platform.security.Act;
import vn.solieu.platform.security.Caller;
import vn.solieu.platform.sql.Sql;

/**
 * The releases that a caller sees before the public does. A release says nothing of forms or areas:
 * a grant that is bounded to some shows none.
 *
 * @param live ids of the agencies of live releases; null for all
 * @param archive ids of the agencies of archive releases; null for all
 */
record Granted(@Nullable Set<String> live, @Nullable Set<String> archive) {

  /** Of a row with its agency and origin; takes {@link #values}. */
  static final String CONDITION =
      "(case origin when 'LIVE' then ?::text[] is null or agency = any(?::text[])"
          + " else ?::text[] is null or agency = any(?::text[]) end)";

  static Granted to(Caller caller) {
    return new Granted(
        caller.wholeAgenciesFor(Act.READ_UNRELEASED), caller.wholeAgenciesFor(Act.READ_ARCHIVE));
  }

  List<@Nullable Object> values() {
    return Arrays.asList(live, live, archive, archive);
  }

  /** Whether a release is there and among them. */
  boolean includes(Sql sql, String release) {
    return sql.exists(
        "select from release where " + CONDITION + " and id = ?",
        live,
        live,
        archive,
        archive,
        release);
  }
}
