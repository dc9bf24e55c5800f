package vn.solieu.calendar.release;

import java.time.LocalDate;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.solieu.platform.http.SearchText;
import vn.solieu.platform.problem.LocalizedText;
import vn.solieu.platform.problem.ProblemType;
import vn.solieu.platform.problem.Violation;
import vn.solieu.platform.problem.Violations;

/**
 * Which releases are asked for. Null is no filter.
 *
 * @param from first day of their instants, in Asia/Ho_Chi_Minh
 * @param to last day
 * @param text words of the title, with or without marks
 */
record ReleaseQuery(
    @Nullable ReleaseState state,
    @Nullable LocalDate from,
    @Nullable LocalDate to,
    @Nullable String agency,
    @Nullable String product,
    @Nullable String text) {

  /**
   * @throws vn.solieu.platform.problem.ProblemException 400 when the last day is before the first,
   *     or there is nothing to look for in the text
   */
  static ReleaseQuery of(
      @Nullable String state,
      @Nullable LocalDate from,
      @Nullable LocalDate to,
      @Nullable String agency,
      @Nullable String product,
      @Nullable String text) {
    Violations violations = new Violations();
    violations.check(
        from == null || to == null || !to.isBefore(from),
        Violation.inParameter(
            "to", "order", LocalizedText.of("to không được trước from.", "to is before from.")));
    String words = SearchText.parse("text", text, violations);
    violations.throwIfAny(
        ProblemType.INVALID_PARAMETER,
        LocalizedText.of(
            "Tham số không hợp lệ; xem errors.", "A parameter is not valid; see errors."));
    return new ReleaseQuery(
        state == null ? null : Release.state(state), from, to, agency, product, words);
  }

  ReleaseQuery since(LocalDate day) {
    return new ReleaseQuery(state, day, to, agency, product, text);
  }

  /** One fixed spelling, to which cursors and tags belong. */
  String canonical() {
    return Stream.of(state, from, to, agency, product, text)
        .map(filter -> Objects.toString(filter, ""))
        .collect(Collectors.joining("\n"));
  }
}
