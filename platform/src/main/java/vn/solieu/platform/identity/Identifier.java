package vn.solieu.platform.identity;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Identifiers that we are given: the characters of SDMX ids. They begin with a letter, so a bare
 * code is never one.
 */
public final class Identifier {

  /** As the contract says it. */
  public static final String PATTERN = "[A-Za-z][A-Za-z0-9_-]{0,63}";

  private static final Pattern COMPILED = Pattern.compile(PATTERN);

  private Identifier() {}

  public static boolean isValid(@Nullable String id) {
    return id != null && COMPILED.matcher(id).matches();
  }
}
