package vn.solieu.platform.problem;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The languages of messages to users. */
public enum Language {
  VI("vi"),
  EN("en");

  private final String tag;

  Language(String tag) {
    this.tag = tag;
  }

  /** The BCP 47 tag, as in {@code Content-Language}. */
  public String tag() {
    return tag;
  }

  /**
   * The language that an {@code Accept-Language} header asks for (RFC 9110 §12.5.4); Vietnamese
   * when it is absent, asks for neither, or cannot be read: a bad preference is no reason to refuse
   * an answer.
   */
  public static Language negotiate(@Nullable String acceptLanguage) {
    if (acceptLanguage == null || acceptLanguage.length() > 256) {
      return VI;
    }
    try {
      String tag =
          Locale.lookupTag(Locale.LanguageRange.parse(acceptLanguage), List.of(VI.tag, EN.tag));
      return EN.tag.equals(tag) ? EN : VI;
    } catch (IllegalArgumentException unreadable) {
      return VI;
    }
  }
}
