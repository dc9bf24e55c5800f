package vn.solieu.platform.security;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClaimsTest {

  @Test
  void aGrantIsReadWithAllItsBounds() {
    assertEquals(
        List.of(
            new Grant(
                "reporter",
                "so-nnmt",
                Set.of("P82B"),
                Set.of("BM-01", "BM-02"),
                LocalDate.of(2026, 1, 1),
                LocalDate.of(2026, 12, 31))),
        grants(
            """
            [{"role": "reporter", "agency": "so-nnmt", "areas": ["P82B"], "forms": ["BM-01", "BM-02"],
              "validFrom": "2026-01-01", "validTo": "2026-12-31"}]
            """));
  }

  @Test
  void whatIsAbsentIsNoBound() {
    assertEquals(List.of(Grant.of("admin")), grants("[{\"role\": \"admin\"}]"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"role\": \"admin\", \"agencies\": [\"so-nnmt\"]}",
        "{\"role\": \"admin\", \"Agency\": \"so-nnmt\"}",
        "{\"role\": \"admin\", \"validUntil\": \"2020-01-01\"}",
        "{\"role\": \"admin\", \"agency\": null}",
        "{\"role\": \"admin\", \"agency\": \"\"}",
        "{\"role\": \"admin\", \"agency\": [\"so-nnmt\"]}",
        "{\"role\": \"admin\", \"agency\": {}}",
        "{\"role\": \"admin\", \"areas\": []}",
        "{\"role\": \"admin\", \"areas\": \"P82B\"}",
        "{\"role\": \"admin\", \"areas\": {\"P82B\": \"P82B\"}}",
        "{\"role\": \"admin\", \"forms\": [1]}",
        "{\"role\": \"admin\", \"forms\": [null]}",
        "{\"role\": \"admin\", \"forms\": [[\"BM-01\"]]}",
        "{\"role\": \"admin\", \"validTo\": \"soon\"}",
        "{\"role\": \"admin\", \"validTo\": 20200101}",
        "{\"role\": \"admin\", \"validFrom\": \"2026-02-30\"}",
        "{\"role\": [\"admin\"]}",
        "{\"role\": 1}",
        "{}",
        "[]",
        "\"admin\"",
        "null",
        "1e99999999",
      })
  void aGrantThatIsNotReadWholeGrantsNothingAndLeavesTheOthers(String grant) {
    assertEquals(List.of(Grant.of("head")), grants("[" + grant + ", {\"role\": \"head\"}]"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"role\": \"admin\"}", "\"admin\"", "1", "true", "null", "\"\"", "[]"})
  void whatIsNoListOfGrantsGrantsNothing(String claim) {
    assertEquals(List.of(), grants(claim));
  }

  @Test
  void moreGrantsThanAnyoneHoldsAreNone() {
    String one = "{\"role\": \"admin\"}";

    assertEquals(100, grants("[" + (one + ",").repeat(99) + one + "]").size());
    assertEquals(List.of(), grants("[" + (one + ",").repeat(100) + one + "]"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"sub\": null}",
        "{\"sub\": \"\"}",
        "{\"sub\": \"  \"}",
        "{\"sub\": 7}",
        "{\"sub\": [\"hoa\"]}",
        "{\"sub\": {\"id\": \"hoa\"}}",
        "{\"sub\": \"a\\u0000b\"}",
        "{\"sub\": \"hoa\", \"agency\": 7}",
        "{\"sub\": \"hoa\", \"agency\": [\"so-nnmt\"]}",
        "{\"sub\": \"hoa\", \"agency\": {}}",
        "{\"sub\": \"hoa\", \"agency\": \"a\\u0000b\"}",
        "{\"sub\": \"hoa\", \"groups\": {}}",
        "{\"sub\": \"hoa\", \"groups\": {\"a\": \"admin\"}}",
        "{\"sub\": \"hoa\", \"groups\": \"admin\"}",
        "{\"sub\": \"hoa\", \"groups\": 1}",
        "{\"sub\": \"hoa\", \"groups\": [1]}",
        "{\"sub\": \"hoa\", \"groups\": [null]}",
        "{\"sub\": \"hoa\", \"groups\": [[\"admin\"]]}",
        "{\"sub\": \"hoa\", \"sub\": \"lan\"}",
        "[]",
        "\"hoa\"",
        "",
      })
  void aTokenThatLeavesOpenWhoCallsIsNone(String claims) {
    assertThrows(Claims.Malformed.class, () -> Claims.of(token(claims)));
  }

  @Test
  void aTextTooLongForTheAuditLogIsNone() {
    String longest = "h".repeat(255);

    assertEquals(longest, Claims.of(token("{\"sub\": \"" + longest + "\"}")).subject());
    assertThrows(Claims.Malformed.class, () -> Claims.of(token("{\"sub\": \"" + longest + "h\"}")));
  }

  @Test
  void anAgencyThatNobodyFilledInIsNone() {
    assertEquals("", Claims.of(token("{\"sub\": \"hoa\", \"agency\": \"\"}")).agency());
    assertEquals("", Claims.of(token("{\"sub\": \"hoa\", \"agency\": null}")).agency());
  }

  @Test
  void theNameIsTheOneForPeopleOrElseTheSubject() {
    assertEquals("Hoa", Claims.of(token("{\"sub\": \"1\", \"upn\": \"Hoa\"}")).name());
    assertEquals(
        "hoa", Claims.of(token("{\"sub\": \"1\", \"preferred_username\": \"hoa\"}")).name());
    assertEquals("1", Claims.of(token("{\"sub\": \"1\", \"upn\": {}}")).name());
  }

  private static List<Grant> grants(String claim) {
    return Claims.of(token("{\"sub\": \"hoa\", \"grants\": " + claim + "}")).grants();
  }

  private static String token(String claims) {
    return "e30."
        + Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes(UTF_8))
        + ".";
  }
}
