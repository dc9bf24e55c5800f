package vn.solieu.indicator.definition;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import vn.solieu.platform.bounds.Bounds;
import vn.solieu.platform.problem.Fields;
import vn.solieu.platform.problem.Text;

/** Days that can be kept: ISO 8601 writes years that no database holds. */
public final class Days {

  private Days() {}

  public static boolean areKept(@Nullable LocalDate day) {
    return day == null || Bounds.holds(day);
  }

  public static void check(Fields fields, String member, @Nullable LocalDate day) {
    if (!areKept(day)) {
      fields.refuse(member, "year", Text.of("Năm từ 1 đến 9999.", "The year is from 1 to 9999."));
    }
  }
}
