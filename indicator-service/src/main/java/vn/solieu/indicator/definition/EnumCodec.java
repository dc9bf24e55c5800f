package vn.solieu.indicator.definition;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** An enum constant as the API and the database write it: SAME_PERIOD is same-period. */
public final class EnumCodec {

  private EnumCodec() {}

  public static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public static <E extends Enum<E>> Optional<E> parse(Class<E> type, String word) {
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> of(constant).equals(word))
        .findFirst();
  }
}
