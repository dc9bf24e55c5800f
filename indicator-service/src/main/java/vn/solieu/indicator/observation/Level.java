package vn.solieu.indicator.observation;

import java.util.Locale;
import vn.solieu.platform.problem.Text;

/** How complete a figure is, in rising order. */
public enum Level {
  ESTIMATE("ước tính"),
  PRELIMINARY("sơ bộ"),
  OFFICIAL("chính thức");

  private final String nameVi;

  Level(String nameVi) {
    this.nameVi = nameVi;
  }

  /** For messages; in Vietnamese with the word that the API takes. */
  public Text label() {
    String word = name().toLowerCase(Locale.ROOT);
    return Text.of("\"%s\" (%s)".formatted(nameVi, word), "\"%s\"".formatted(word));
  }
}
