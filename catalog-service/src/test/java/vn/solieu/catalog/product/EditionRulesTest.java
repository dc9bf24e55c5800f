package vn.solieu.catalog.product;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.solieu.platform.problem.FieldValidator;
import vn.solieu.platform.problem.Violations;

class EditionRulesTest {

  @ParameterizedTest
  @ValueSource(strings = {"2026", "2026-10", "2026-Q3", "2026-S1", "2026-01-01/P9M"})
  void aPeriodIsWrittenAsPeriodsAre(String period) {
    assertEquals(List.of(), found(edition(period, "https://example.vn/a.pdf")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"10/2026", "2026-13", "2026-Q5", "tháng 10"})
  void anotherPeriodIsRefused(String period) {
    assertEquals(List.of("/period period"), found(edition(period, null)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "javascript:alert(1)",
        "file:///etc/passwd",
        "//example.vn/a.pdf",
        "https:///a.pdf",
        "https://user:secret@example.vn/a.pdf",
        "https://example.vn/a b.pdf"
      })
  void aLinkIsAWebAddress(String address) {
    assertEquals(List.of("/links/0/href address"), found(edition("2026", address)));
  }

  @Test
  void everyFaultIsTold() {
    NewEdition wrong =
        new NewEdition(
            " ",
            null,
            null,
            "1-release",
            List.of(new EditionLink(null, "pdf", "fr", null, null)),
            null,
            null);

    assertEquals(
        List.of(
            "/titleVi required",
            "/release id",
            "/period required",
            "/links/0/mediaType form",
            "/links/0/language form",
            "/links/0/href required"),
        found(wrong));
  }

  @Test
  void aNoticeIsGivenInBothLanguages() {
    NewEdition half =
        new NewEdition("Niên giám", null, "2026", null, List.of(), "Đính chính", null);
    NewEdition otherHalf =
        new NewEdition("Niên giám", null, "2026", null, List.of(), null, "A correction");
    NewEdition whole =
        new NewEdition("Niên giám", null, "2026", null, List.of(), "Đính chính", "A correction");

    assertEquals(List.of("/noticeEn required"), found(half));
    assertEquals(List.of("/noticeVi required"), found(otherHalf));
    assertEquals(List.of(), found(whole));
  }

  private static NewEdition edition(String period, @Nullable String address) {
    return new NewEdition(
        "Niên giám",
        null,
        period,
        null,
        address == null ? List.of() : List.of(new EditionLink(address, null, null, null, null)),
        null,
        null);
  }

  private static List<String> found(NewEdition edition) {
    Violations violations = new Violations();
    EditionRules.check(edition, new FieldValidator(violations));
    return violations.list().stream().map(v -> v.pointer() + " " + v.rule()).toList();
  }
}
