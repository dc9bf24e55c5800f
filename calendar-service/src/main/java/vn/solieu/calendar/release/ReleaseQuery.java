package vn.solieu.calendar.release;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.solieu.platform.identity.Identifier;
import vn.solieu.platform.problem.ProblemType;
import vn.solieu.platform.problem.Text;
import vn.solieu.platform.problem.Violation;
import vn.solieu.platform.problem.Violations;
import vn.solieu.platform.text.Spelling;
import vn.solieu.platform.time.Zone;

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
   * @throws vn.solieu.platform.problem.ProblemException 400 with all parameters that are wrong
   */
  static ReleaseQuery parse(
      @Nullable String state,
      @Nullable String from,
      @Nullable String to,
      @Nullable String agency,
      @Nullable String product,
      @Nullable String text) {
    Violations violations = new Violations();
    ReleaseState wanted =
        state == null
            ? null
            : Arrays.stream(ReleaseState.values())
                .filter(one -> Release.word(one).equals(state))
                .findFirst()
                .orElse(null);
    if (state != null && wanted == null) {
      String all =
          Arrays.stream(ReleaseState.values()).map(Release::word).collect(Collectors.joining(", "));
      violations.add(
          Violation.inParameter(
              "state",
              "word",
              Text.of("Phải là một trong: " + all + ".", "Must be one of: " + all + ".")));
    }
    LocalDate first = day("from", from, violations);
    LocalDate last = day("to", to, violations);
    if (first != null && last != null && last.isBefore(first)) {
      violations.add(
          Violation.inParameter(
              "to", "order", Text.of("to không được trước from.", "to is before from.")));
    }
    id("agency", agency, violations);
    id("product", product, violations);
    String words = Spelling.of(text);
    if (words != null
        && (words.length() > 200 || words.chars().anyMatch(Character::isISOControl))) {
      violations.add(
          Violation.inParameter(
              "text",
              "length",
              Text.of(
                  "Dài nhất 200 ký tự, không có ký tự điều khiển.",
                  "At most 200 characters, no control characters.")));
    }
    violations.throwIfAny(
        ProblemType.INVALID_PARAMETER,
        Text.of("Tham số không hợp lệ; xem errors.", "A parameter is not valid; see errors."));
    return new ReleaseQuery(wanted, first, last, agency, product, words);
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

  /** The conditions in SQL, each with a leading {@code and}. */
  String conditions() {
    return (state == null ? "" : " and state = ?")
        + (from == null ? "" : " and instant >= ?")
        + (to == null ? "" : " and instant < ?")
        + (agency == null ? "" : " and agency = ?")
        + (product == null ? "" : " and product = ?")
        + (text == null ? "" : " and strpos(search, search_form(?)) > 0");
  }

  /** The values of {@link #conditions}. */
  List<Object> values() {
    List<Object> values = new ArrayList<>();
    if (state != null) {
      values.add(state.name());
    }
    if (from != null) {
      values.add(startOf(from));
    }
    if (to != null) {
      values.add(startOf(to.plusDays(1)));
    }
    Stream.of(agency, product, text).filter(Objects::nonNull).forEach(values::add);
    return values;
  }

  private static OffsetDateTime startOf(LocalDate day) {
    return day.atStartOfDay(Zone.HO_CHI_MINH).toOffsetDateTime();
  }

  private static @Nullable LocalDate day(
      String name, @Nullable String value, Violations violations) {
    if (value == null) {
      return null;
    }
    try {
      if (value.length() == 10) {
        return LocalDate.parse(value);
      }
    } catch (DateTimeParseException notADay) {
      // told below, with all else that is wrong
    }
    violations.add(
        Violation.inParameter(
            name, "day", Text.of("Phải là ngày như 2026-11-03.", "Must be a day as 2026-11-03.")));
    return null;
  }

  private static void id(String name, @Nullable String value, Violations violations) {
    if (value != null && !Identifier.isValid(value)) {
      violations.add(
          Violation.inParameter(
              name, "id", Text.of("Không phải mã định danh.", "It is not an identifier.")));
    }
  }
}
