package vn.solieu.testing;

import java.util.List;

/** How a name is found in every list of every service: the same words, the same answer. */
public final class SearchTerms {

  public static final String NAME = "Bà Rịa - Vũng Tàu (Đất Đỏ)";

  /**
   * Words without marks fit every marking; case, Đ's likes and what stands between words do not
   * count.
   */
  public static final List<String> FIND =
      List.of(
          "ba ria vung tau",
          "BÀ RỊA VŨNG TÀU",
          "Bà Rịa \u2013 Vũng Tàu",
          "ba ria,vũng",
          "rịa-vung",
          "tau dat do",
          "Đất Đỏ",
          "\u00D0ất \u00D0ỏ");

  /** A word with marks fits these alone. */
  public static final List<String> MISS = List.of("Bá Rịa", "vững tàu", "đạt đỏ", "ba%tau");

  /** Nothing of it is left to look for; it would fit every name. */
  public static final List<String> NOTHING =
      List.of(
          " ", "%", "_", ".", "*", "&", "\u2013", "%_ -", "\u200B", "\u3164", "\u02BC", "\u00B2");

  private SearchTerms() {}
}
