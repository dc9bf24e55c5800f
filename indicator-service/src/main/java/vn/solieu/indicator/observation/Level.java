package vn.solieu.indicator.observation;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import vn.solieu.indicator.definition.EnumCodec;
import vn.solieu.platform.problem.LocalizedText;

/** How complete a figure is, in rising order. */
public enum Level {
  ESTIMATE("ước tính"),
  PRELIMINARY("sơ bộ"),
  OFFICIAL("chính thức");

  private final String nameVi;

  Level(String nameVi) {
    this.nameVi = nameVi;
  }

  /** For messages, with its round where there is one. */
  public static LocalizedText label(String word, @Nullable String round) {
    LocalizedText level = EnumCodec.parse(Level.class, word).orElseThrow().label();
    return round == null
        ? level
        : LocalizedText.of(level.vi() + " lần " + round, level.en() + ", round " + round);
  }

  /** For messages; in Vietnamese with the word that the API takes. */
  public LocalizedText label() {
    String word = name().toLowerCase(Locale.ROOT);
    return LocalizedText.of("\"%s\" (%s)".formatted(nameVi, word), "\"%s\"".formatted(word));
  }
}
