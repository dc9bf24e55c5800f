package vn.solieu.indicator.form;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.solieu.platform.http.Paging;
import vn.solieu.platform.problem.ProblemException;
import vn.solieu.platform.problem.ProblemType;
import vn.solieu.platform.problem.Text;
import vn.solieu.platform.problem.Violation;
import vn.solieu.platform.problem.Violations;
import vn.solieu.platform.time.Period;

/** Reads the parameters that choose the items of a list; what is wrong is told at once. */
public final class Filters {

  private static final UUID BEFORE_ALL = new UUID(0, 0);

  private final Violations violations = new Violations();

  /** One of these words, if it is given. */
  public Filters word(String name, @Nullable String value, List<String> words) {
    String all = String.join(", ", words);
    violations.check(
        value == null || words.contains(value),
        Violation.inParameter(
            name,
            "word",
            Text.of("Phải là một trong: " + all + ".", "Must be one of: " + all + ".")));
    return this;
  }

  public Filters required(String name, @Nullable String value) {
    violations.check(
        value != null,
        Violation.inParameter(name, "required", Text.of("Bắt buộc phải có.", "It is required.")));
    return this;
  }

  /** A text of at most so many characters, if it is given. */
  public Filters longest(String name, @Nullable String value, int longest) {
    violations.check(
        value == null
            || (value.length() <= longest && value.chars().noneMatch(Character::isISOControl)),
        Violation.inParameter(
            name,
            "length",
            Text.of(
                "Dài nhất " + longest + " ký tự, không có ký tự điều khiển.",
                "At most " + longest + " characters, without control characters.")));
    return this;
  }

  /** The code of a period, if one is given. */
  public @Nullable Integer period(String name, @Nullable String value) {
    if (value == null) {
      return null;
    }
    Optional<Period> period = Period.find(value);
    violations.check(
        period.isPresent(),
        Violation.inParameter(
            name,
            "period",
            Text.of(
                "Viết kỳ như 2026-03, 2026-Q1, 2026-S1, 2026-01-01/P9M, 2026.",
                "Write the period as in 2026-03, 2026-Q1, 2026-S1, 2026-01-01/P9M, 2026.")));
    return period.map(Period::code).orElse(null);
  }

  /** An id that the server made, if one is given. */
  public @Nullable UUID id(String name, @Nullable String value) {
    if (value == null) {
      return null;
    }
    Optional<UUID> id = parse(value);
    violations.check(
        id.isPresent(),
        Violation.inParameter(name, "id", Text.of("Phải là UUID.", "Must be a UUID.")));
    return id.orElse(null);
  }

  /**
   * The id after which a page begins.
   *
   * @throws ProblemException 400 with everything that is wrong with the filters
   */
  public UUID after(Paging paging) {
    UUID after = paging.after().isEmpty() ? BEFORE_ALL : id("cursor", paging.after());
    throwIfAny();
    return after == null ? BEFORE_ALL : after;
  }

  /**
   * @throws ProblemException 400 with everything that is wrong
   */
  public void throwIfAny() {
    violations.throwIfAny(
        ProblemType.INVALID_PARAMETER,
        Text.of("Tham số không hợp lệ; xem errors.", "A parameter is not valid; see errors."));
  }

  /**
   * The id in a path. What is not even an id is as unknown as one that nothing has.
   *
   * @throws ProblemException 404
   */
  public static UUID inPath(String text) {
    return parse(text)
        .orElseThrow(
            () ->
                new ProblemException(
                    ProblemType.NOT_FOUND,
                    Text.of(
                        "Không có đối tượng nào mang mã định danh này.", "Nothing has this id.")));
  }

  private static Optional<UUID> parse(String text) {
    try {
      UUID id = UUID.fromString(text);
      return id.toString().equals(text) ? Optional.of(id) : Optional.empty();
    } catch (IllegalArgumentException notAnId) {
      return Optional.empty();
    }
  }
}
