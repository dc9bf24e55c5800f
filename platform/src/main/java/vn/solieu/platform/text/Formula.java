package vn.solieu.platform.text;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What makes a spreadsheet compute with a text, or look for a formula in it: its first character,
 * also in full width.
 */
public final class Formula {

  private static final Pattern BEGINNING =
      Pattern.compile("[=+@\\-\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]");

  private Formula() {}

  public static boolean begins(@Nullable String text) {
    return text != null && BEGINNING.matcher(text).lookingAt();
  }
}
