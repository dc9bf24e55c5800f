package vn.solieu.platform.http;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.solieu.platform.problem.ProblemException;
import vn.solieu.platform.problem.ProblemType;
import vn.solieu.platform.version.EntityTag;

/** In the tables a tag stands without its quotes' escapes: {@code 'now'} is the current one. */
class PreconditionsTest {

  private static final EntityTag NOW = new EntityTag("now");

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      quoteCharacter = '~',
      textBlock =
          """
          -                  | PRECONDITION_REQUIRED
          ~ ~                | PRECONDITION_REQUIRED
          "now"              | -
          *                  | -
          "then", "now"      | -
          "then" , , "now",  | -
          "then"             | PRECONDITION_FAILED
          W/"now"            | PRECONDITION_FAILED
          now                | INVALID_PARAMETER
          "now               | INVALID_PARAMETER
          "then" "now"       | INVALID_PARAMETER
          """,
      delimiter = '|')
  void changingNeedsTheTagOfWhatIsThere(@Nullable String ifMatch, @Nullable ProblemType refusal) {
    expect(refusal, () -> Preconditions.of(ifMatch).requireMatch(NOW));
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      quoteCharacter = '~',
      textBlock =
          """
          # If-Match | If-None-Match | exists | refusal
          -          | -             | false  | -
          -          | *             | false  | -
          "then"     | -             | false  | PRECONDITION_FAILED
          *          | -             | false  | PRECONDITION_FAILED
          -          | -             | true   | PRECONDITION_REQUIRED
          -          | *             | true   | PRECONDITION_FAILED
          -          | "now"         | true   | PRECONDITION_FAILED
          "now"      | -             | true   | -
          "then"     | -             | true   | PRECONDITION_FAILED
          -          | now           | false  | INVALID_PARAMETER
          """,
      delimiter = '|')
  void puttingCreatesOrChangesButNeverByAccident(
      @Nullable String ifMatch,
      @Nullable String ifNoneMatch,
      boolean exists,
      @Nullable ProblemType refusal) {
    expect(
        refusal,
        () ->
            Preconditions.of(ifMatch, ifNoneMatch)
                .createOrMatch(exists ? Optional.of(NOW) : Optional.empty()));
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      quoteCharacter = '~',
      textBlock =
          """
          -               | false
          "now"           | true
          W/"now"         | true
          "then", W/"now" | true
          *               | true
          "then"          | false
          now             | false
          """,
      delimiter = '|')
  void aReaderThatHasItGetsItNotAgain(@Nullable String ifNoneMatch, boolean notModified) {
    assertEquals(notModified, Preconditions.notModified(ifNoneMatch, NOW));
  }

  @Test
  void tagsDifferWhereTheirPartsDo() {
    EntityTag tag = EntityTag.of("a", "bc", 1L);

    assertEquals(tag, EntityTag.of("a", "bc", 1L));
    assertEquals(24, tag.toHeader().length());
    assertNotEquals(tag, EntityTag.of("ab", "c", 1L));
    assertNotEquals(tag, EntityTag.of("a", "bc", 1));
    assertNotEquals(tag, EntityTag.of("a", "bc", "1"));
    assertNotEquals(tag, EntityTag.of("a", "bc"));
  }

  private static void expect(@Nullable ProblemType refusal, Runnable check) {
    if (refusal == null) {
      assertDoesNotThrow(check::run);
    } else {
      assertEquals(refusal, assertThrows(ProblemException.class, check::run).type());
    }
  }
}
