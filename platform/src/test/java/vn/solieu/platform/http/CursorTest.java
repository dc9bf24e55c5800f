package vn.solieu.platform.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Base64;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.solieu.platform.problem.ProblemException;
import vn.solieu.platform.problem.ProblemType;

class CursorTest {

  private static final String QUERY = "areas?type=commune";

  @Test
  void withoutOneItIsTheFirstPage() {
    assertTrue(Cursor.parse(null, QUERY, 1).isEmpty());
  }

  @Property(tries = 200)
  void itComesBackAsItWent(
      @ForAll long sequence, @ForAll @Size(2) List<@StringLength(max = 50) String> last) {
    Cursor cursor = Cursor.of(sequence & Long.MAX_VALUE, QUERY, last.get(0), last.get(1));

    assertEquals(cursor, Cursor.parse(cursor.encode(), QUERY, 2).orElseThrow());
  }

  @Test
  void itBelongsToItsQueryAndItsList() {
    String cursor = Cursor.of(7, QUERY, "P82").encode();

    assertRefused(cursor, "areas?type=province", 1);
    assertRefused(cursor, QUERY, 2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "%%%",
        "null",
        "{}",
        "[]",
        "{\"s\":1}",
        "{\"s\":1,\"q\":null,\"k\":[\"a\"]}",
        "{\"s\":1,\"q\":\"x\",\"k\":[null]}",
        "{\"s\":1,\"q\":\"x\",\"k\":null}",
        "{\"s\":1,\"q\":\"x\",\"k\":[\"a\"],\"z\":1}"
      })
  void oneThatSomebodyMadeUpIsRefused(String content) {
    assertRefused(content, QUERY, 1);
    assertRefused(Base64.getUrlEncoder().encodeToString(content.getBytes(UTF_8)), QUERY, 1);
  }

  @Test
  void oneThatIsTooLongIsRefusedUnread() {
    assertRefused("A".repeat(5_000), QUERY, 1);
  }

  private static void assertRefused(String cursor, String query, int parts) {
    ProblemException refusal =
        assertThrows(ProblemException.class, () -> Cursor.parse(cursor, query, parts));
    assertEquals(ProblemType.INVALID_PARAMETER, refusal.type());
    assertEquals("?cursor", refusal.violations().getFirst().pointer());
  }
}
