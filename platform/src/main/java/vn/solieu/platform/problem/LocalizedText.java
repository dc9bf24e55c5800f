package vn.solieu.platform.problem;

import java.math.BigDecimal;

/** A message to a user, in both languages of the platform. */
public record LocalizedText(String vi, String en) {

  public static LocalizedText of(String vi, String en) {
    return new LocalizedText(vi, en);
  }

  /** A number as each language writes it: with a decimal comma, and with a point. */
  public static LocalizedText of(BigDecimal number) {
    String plain = number.toPlainString();
    return of(plain.replace('.', ','), plain);
  }

  public String in(Language language) {
    return switch (language) {
      case VI -> vi;
      case EN -> en;
    };
  }
}
