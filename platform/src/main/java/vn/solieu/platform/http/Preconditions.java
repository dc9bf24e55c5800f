package vn.solieu.platform.http;

import jakarta.ws.rs.core.HttpHeaders;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.solieu.platform.version.EntityTag;
import vn.solieu.platform.version.Precondition;
import vn.solieu.platform.version.Precondition.Any;
import vn.solieu.platform.version.Precondition.Listed;
import vn.solieu.platform.version.Precondition.Tags;
import vn.solieu.platform.version.Precondition.Unreadable;
import vn.solieu.platform.version.Precondition.Unsaid;

/** Reads the headers of conditional requests (RFC 9110 §13). */
public final class Preconditions {

  private static final Pattern TAG = Pattern.compile("(W/)?\"([\\x21\\x23-\\x7E\\x80-\\xFF]*)\"");
  private static final Pattern LIST =
      Pattern.compile("[ \\t,]*" + TAG + "(?:[ \\t]*,[ \\t,]*" + TAG + ")*[ \\t,]*");
  private static final int LONGEST = 1_000;

  private Preconditions() {}

  /** Of a request that changes what exists. */
  public static Precondition of(@Nullable String ifMatch) {
    return of(ifMatch, null);
  }

  /** Of a {@code PUT}. */
  public static Precondition of(@Nullable String ifMatch, @Nullable String ifNoneMatch) {
    return new Precondition(
        read(HttpHeaders.IF_MATCH, ifMatch), read(HttpHeaders.IF_NONE_MATCH, ifNoneMatch));
  }

  /**
   * Whether {@code If-None-Match} says that the caller already has this (answer 304). Unreadable:
   * it has not.
   */
  public static boolean notModified(@Nullable String ifNoneMatch, EntityTag current) {
    Tags known = read(HttpHeaders.IF_NONE_MATCH, ifNoneMatch);
    return !(known instanceof Unreadable) && known.include(current, true);
  }

  private static Tags read(String header, @Nullable String value) {
    if (value == null) {
      return new Unsaid();
    }
    if (value.strip().equals("*")) {
      return new Any();
    }
    if (value.length() > LONGEST || !LIST.matcher(value).matches()) {
      return new Unreadable(header, value);
    }
    return new Listed(TAG.matcher(value).results().map(Preconditions::tag).toList());
  }

  private static Listed.Tag tag(MatchResult found) {
    return new Listed.Tag(found.group(1) != null, found.group(2));
  }
}
