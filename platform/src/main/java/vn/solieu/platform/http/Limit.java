package vn.solieu.platform.http;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.solieu.platform.problem.LocalizedText;
import vn.solieu.platform.problem.Violation;

/** How many items a page holds: the parameter {@code limit}. */
public final class Limit {

  public static final String NAME = "limit";

  public static final int DEFAULT = 100;
  public static final int MOST = 1_000;

  private Limit() {}

  /**
   * @param limit what {@link QueryParameters} let pass, or nothing
   */
  public static int parse(@Nullable String limit) {
    return limit == null ? DEFAULT : Integer.parseInt(limit);
  }

  /** What is wrong with it, unless it is a number from 1 to {@value #MOST}. */
  static Optional<Violation> wrong(String limit) {
    if (limit.matches("[0-9]{1,4}")) {
      int wanted = Integer.parseInt(limit);
      if (wanted >= 1 && wanted <= MOST) {
        return Optional.empty();
      }
    }
    return Optional.of(
        Violation.inParameter(
            NAME,
            "range",
            LocalizedText.of(
                "limit phải là số nguyên từ 1 đến " + MOST + ".",
                "limit must be a whole number from 1 to " + MOST + ".")));
  }
}
