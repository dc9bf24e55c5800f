package vn.solieu.platform.http;

import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.solieu.platform.problem.LocalizedText;
import vn.solieu.platform.problem.ProblemException;
import vn.solieu.platform.problem.ProblemType;
import vn.solieu.platform.problem.Violation;

/** Conditional requests (RFC 9110 §13, RFC 6585 §3): nobody overwrites what they have not seen. */
public final class Preconditions {

  private static final Pattern TAG = Pattern.compile("(W/)?\"([\\x21\\x23-\\x7E\\x80-\\xFF]*)\"");
  private static final Pattern LIST =
      Pattern.compile("[ \\t,]*" + TAG + "(?:[ \\t]*,[ \\t,]*" + TAG + ")*[ \\t,]*");
  private static final int LONGEST = 1_000;

  private Preconditions() {}

  /**
   * For changing what exists.
   *
   * @throws ProblemException 428 when {@code If-Match} is absent, 412 when it names another state,
   *     400 when it cannot be read
   */
  public static void requireMatch(@Nullable String ifMatch, EntityTag current) {
    if (ifMatch == null || ifMatch.isBlank()) {
      throw new ProblemException(
          ProblemType.PRECONDITION_REQUIRED,
          LocalizedText.of(
              "Hãy đọc lại dữ liệu và gửi ETag của lần đọc đó trong tiêu đề If-Match.",
              "Read it again and send the ETag of that reading in the If-Match header."));
    }
    if (!names(parse("If-Match", ifMatch), current, false)) {
      throw changed();
    }
  }

  /**
   * For {@code PUT}: creating needs nothing or {@code If-None-Match: *}; changing needs {@code
   * If-Match}.
   *
   * @param current the tag of what exists, empty when nothing does
   * @throws ProblemException as {@link #requireMatch}; 412 also when it was to be created and
   *     exists, or to be changed and does not
   */
  public static void createOrMatch(
      @Nullable String ifMatch, @Nullable String ifNoneMatch, Optional<EntityTag> current) {
    if (ifNoneMatch != null) {
      List<Tag> unwanted = parse("If-None-Match", ifNoneMatch);
      if (current.isPresent() && names(unwanted, current.get(), true)) {
        throw new ProblemException(
            ProblemType.PRECONDITION_FAILED,
            LocalizedText.of("Đối tượng này đã có.", "This already exists."));
      }
    }
    if (current.isPresent()) {
      requireMatch(ifMatch, current.get());
    } else if (ifMatch != null) {
      parse("If-Match", ifMatch);
      throw changed();
    }
  }

  /**
   * Whether {@code If-None-Match} says that the caller already has this (answer 304). Unreadable:
   * it has not.
   */
  public static boolean notModified(@Nullable String ifNoneMatch, EntityTag current) {
    return ifNoneMatch != null
        && read(ifNoneMatch).map(tags -> names(tags, current, true)).orElse(false);
  }

  private static ProblemException changed() {
    return new ProblemException(
        ProblemType.PRECONDITION_FAILED,
        LocalizedText.of(
            "Dữ liệu đã thay đổi sau lần đọc của bạn. Hãy đọc lại rồi sửa.",
            "It has changed since you read it. Read it again, then change it."));
  }

  private static boolean names(List<Tag> tags, EntityTag current, boolean weakly) {
    return tags.stream()
        .anyMatch(
            tag -> tag.any() || ((weakly || !tag.weak()) && tag.value().equals(current.value())));
  }

  private static List<Tag> parse(String header, String value) {
    return read(value)
        .orElseThrow(
            () ->
                new ProblemException(
                        ProblemType.INVALID_PARAMETER,
                        LocalizedText.of("Tiêu đề không đọc được.", "The header cannot be read."))
                    .with(
                        Violation.inHeader(
                            header,
                            "syntax",
                            LocalizedText.of(
                                "Phải là * hoặc danh sách ETag trong dấu ngoặc kép.",
                                "Must be * or a list of entity tags in double quotes."))));
  }

  private static Optional<List<Tag>> read(String value) {
    if (value.strip().equals("*")) {
      return Optional.of(List.of(new Tag(true, false, "")));
    }
    if (value.length() > LONGEST || !LIST.matcher(value).matches()) {
      return Optional.empty();
    }
    return Optional.of(TAG.matcher(value).results().map(Tag::of).toList());
  }

  private record Tag(boolean any, boolean weak, String value) {
    static Tag of(MatchResult found) {
      return new Tag(false, found.group(1) != null, found.group(2));
    }
  }
}
