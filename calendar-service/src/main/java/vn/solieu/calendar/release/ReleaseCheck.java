package vn.solieu.calendar.release;

import java.util.List;
import vn.solieu.platform.problem.Violation;

/**
 * What the keeper of a content says of making it public at an instant.
 *
 * @param errors why not, when it is not attachable
 */
public record ReleaseCheck(boolean attachable, List<Violation> errors) {

  public ReleaseCheck {
    errors = errors == null ? List.of() : List.copyOf(errors);
  }
}
