package vn.solieu.indicator.area;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import vn.solieu.indicator.area.AreaDocument.Fact;
import vn.solieu.indicator.area.AreaDocument.Successor;
import vn.solieu.platform.problem.FieldValidator;
import vn.solieu.platform.problem.Violations;

class AreaRulesTest {

  private static final LocalDate MERGER = LocalDate.of(2025, 7, 1);

  @Test
  void aRenameIsAFurtherFactOfTheSameUnit() {
    AreaDocument renamed =
        area(
            List.of(
                fact("10", "Tên mới", "2020-01-01", null),
                fact("10", "Tên cũ", null, "2019-12-31")),
            List.of());

    assertEquals(List.of(), found(renamed));
    assertEquals("Tên cũ", renamed.facts().getFirst().nameVi());
  }

  @Test
  void twoFactsNeverHoldAtOnce() {
    assertEquals(
        List.of("/facts/1/validFrom two-at-once"),
        found(
            area(
                List.of(
                    fact("10", "Một", null, "2020-01-01"), fact("10", "Hai", "2020-01-01", null)),
                List.of())));
    assertEquals(
        List.of("/facts/1/validFrom two-at-once"),
        found(
            area(
                List.of(fact("10", "Một", null, null), fact("10", "Hai", null, null)), List.of())));
  }

  @Test
  void aValidityTheWrongWayRoundIsTold() {
    assertEquals(
        List.of("/facts/0/validTo validity"),
        found(area(List.of(fact("10", "Một", "2020-01-02", "2020-01-01")), List.of())));
  }

  @Test
  void aCodeBeginsWithADigit() {
    assertEquals(
        List.of("/facts/0/code form"),
        found(area(List.of(fact("VN", "Việt Nam", null, null)), List.of())));
  }

  @Test
  void aUnitKeepsItsTier() {
    AreaDocument before = area(List.of(fact("10", "Một", null, null)), List.of());
    AreaDocument now = new AreaDocument("A", null, "district", before.facts(), before.successors());
    Violations violations = new Violations();

    AreaRules.check(now, before, new FieldValidator(violations));

    assertEquals("tier-stays", violations.list().getFirst().rule());
  }

  @Test
  void aUnitIsTakenOverOnItsLastDayPlusOne() {
    assertEquals(List.of(), found(ended(successor("B", MERGER, "whole", "1", null))));
    assertEquals(
        List.of("/successors/0/effective effective"),
        found(ended(successor("B", MERGER.plusDays(1), "whole", null, null))));
  }

  @Test
  void aUnitDoesNotSucceedItself() {
    assertEquals(
        List.of("/successors/0/area circle"),
        found(ended(successor("A", MERGER, "whole", null, null))));
  }

  @Test
  void theSharesOfAUnitAreAtMostAllOfIt() {
    assertEquals(
        List.of(),
        found(
            ended(
                successor("B", MERGER, "part", "0.6", "0.25"),
                successor("C", MERGER, "part", "0.4", null))));
    assertEquals(
        List.of("/successors share-sum"),
        found(
            ended(
                successor("B", MERGER, "part", "0.6", null),
                successor("C", MERGER, "part", "0.41", null))));
    assertEquals(
        List.of("/successors/0/sharePopulation share", "/successors share-sum"),
        found(ended(successor("B", MERGER, "part", "1.5", null))));
    assertEquals(
        List.of("/successors/0/shareArea share"),
        found(ended(successor("B", MERGER, "whole", null, "0.9"))));
  }

  @Test
  void aShareHasAtMostTwelveDecimals() {
    assertEquals(List.of(), found(ended(successor("B", MERGER, "part", "0.000000000001", null))));
    assertEquals(
        List.of("/successors/0/sharePopulation share", "/successors/0/shareArea share"),
        found(ended(successor("B", MERGER, "part", "0.0000000000001", "1E-37"))));
  }

  @Test
  void whenAllOfItGoesToOneNothingIsLeftForAnother() {
    assertEquals(
        List.of("/successors whole-once"),
        found(
            ended(
                successor("B", MERGER, "whole", null, null),
                successor("C", MERGER, "part", null, null))));
  }

  @Test
  void oneShareHasOneSpelling() {
    assertEquals(
        successor("B", MERGER, "whole", "1", null), successor("B", MERGER, "whole", "1.000", null));
  }

  private static AreaDocument ended(Successor... successors) {
    return area(
        List.of(fact("10", "Một", null, MERGER.minusDays(1).toString())), List.of(successors));
  }

  private static AreaDocument area(List<Fact> facts, List<Successor> successors) {
    return new AreaDocument("A", null, "province", facts, successors);
  }

  private static Fact fact(
      String code, String nameVi, @Nullable String validFrom, @Nullable String validTo) {
    return new Fact(
        code,
        nameVi,
        null,
        "province",
        null,
        validFrom == null ? null : LocalDate.parse(validFrom),
        validTo == null ? null : LocalDate.parse(validTo),
        null);
  }

  private static Successor successor(
      String area,
      LocalDate effective,
      String coverage,
      @Nullable String sharePopulation,
      @Nullable String shareArea) {
    return new Successor(
        area,
        effective,
        coverage,
        sharePopulation == null ? null : new BigDecimal(sharePopulation),
        shareArea == null ? null : new BigDecimal(shareArea),
        null);
  }

  private static List<String> found(AreaDocument area) {
    Violations violations = new Violations();
    AreaRules.check(area, null, new FieldValidator(violations));
    return violations.list().stream().map(v -> v.pointer() + " " + v.rule()).toList();
  }
}
