package vn.solieu.platform.http;

import org.jspecify.annotations.Nullable;
import vn.solieu.platform.problem.ProblemException;
import vn.solieu.platform.problem.ProblemType;
import vn.solieu.platform.problem.Text;
import vn.solieu.platform.problem.Violation;

/** How many items a page holds: the parameter {@code limit}. */
public final class Limit {

  public static final int DEFAULT = 100;
  public static final int MOST = 1_000;

  private Limit() {}

  /**
   * @throws ProblemException 400 unless it is absent or a number from 1 to {@value #MOST}
   */
  public static int parse(@Nullable String limit) {
    if (limit == null) {
      return DEFAULT;
    }
    if (limit.matches("[0-9]{1,4}")) {
      int wanted = Integer.parseInt(limit);
      if (wanted >= 1 && wanted <= MOST) {
        return wanted;
      }
    }
    throw new ProblemException(
            ProblemType.INVALID_PARAMETER,
            Text.of("Tham số không hợp lệ.", "A parameter is not valid."))
        .with(
            Violation.inParameter(
                "limit",
                "range",
                Text.of(
                    "limit phải là số nguyên từ 1 đến " + MOST + ".",
                    "limit must be a whole number from 1 to " + MOST + ".")));
  }
}
