package vn.solieu.indicator.definition;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import vn.solieu.indicator.definition.IndicatorDocument.MeasureDocument;
import vn.solieu.platform.problem.Fields;
import vn.solieu.platform.problem.Violations;

class MeasureRulesTest {

  @Test
  void anAmountThatIsNotSpelledOutIsAFlowWithoutPricesThatAddsUpToNothing() {
    MeasureDocument short_ = measure("HA", null, null, null, null, null, null, null);

    assertEquals(measure("HA", 0, 0, "none", null, "none", "amount", "none"), short_);
    assertEquals(List.of(), found(short_));
  }

  @Test
  void constantPricesHaveABaseYearAndOthersHaveNone() {
    assertEquals(
        List.of(), found(measure("VND_BN", 9, 1, "constant", 2010, "none", "amount", "sum")));
    assertEquals(
        List.of("/priceYear price-year"),
        found(measure("VND_BN", 9, 1, "constant", null, "none", "amount", "sum")));
    assertEquals(
        List.of("/priceYear price-year"),
        found(measure("VND_BN", 9, 1, "current", 2010, "none", "amount", "sum")));
    assertEquals(
        List.of("/priceYear range"),
        found(measure("VND_BN", 9, 1, "constant", 20100, "none", "amount", "sum")));
  }

  @Test
  void anIndexOrAGrowthSaysWithWhatItCompares() {
    assertEquals(List.of(), found(measure("PCT", 0, 2, "none", null, "december", "index", "none")));
    assertEquals(
        List.of("/comparison comparison"),
        found(measure("PCT", 0, 2, "none", null, "none", "growth", "none")));
    assertEquals(
        List.of("/comparison comparison"),
        found(measure("HA", 0, 1, "none", null, "previous-period", "amount", "sum")));
  }

  @Test
  void growthRatesAreNotAdded() {
    assertEquals(
        List.of("/additivity not-a-sum"),
        found(measure("PCT", 0, 2, "none", null, "previous-period", "growth", "sum")));
  }

  @Test
  void wordsAndRangesAreThoseOfTheList() {
    assertEquals(
        List.of(
            "/multiplier range",
            "/decimals range",
            "/priceBasis word",
            "/comparison word",
            "/form word",
            "/additivity word"),
        found(measure("HA", 16, 13, "2010", null, "yoy", "level", "maybe")));
  }

  @Test
  void whateverDefinesAMeasureStays() {
    MeasureDocument before = measure("HA", 3, 1, "none", null, "none", "amount", "sum");
    MeasureDocument renamed =
        new MeasureDocument(
            "m",
            "Tên khác",
            "Other name",
            "HA",
            3,
            1,
            "none",
            null,
            "none",
            "amount",
            "sum",
            "period");
    MeasureDocument other =
        new MeasureDocument(
            "m", "Tên", null, "KM2", 0, 2, "constant", 2010, "base-period", "index", "none", "end");

    assertEquals(List.of(), changes(renamed, before));
    assertEquals(
        List.of(
            "/unit",
            "/multiplier",
            "/decimals",
            "/priceBasis",
            "/priceYear",
            "/comparison",
            "/form",
            "/additivity",
            "/referenceMoment"),
        changes(other, before));
  }

  private static MeasureDocument measure(
      String unit,
      @Nullable Integer multiplier,
      @Nullable Integer decimals,
      @Nullable String priceBasis,
      @Nullable Integer priceYear,
      @Nullable String comparison,
      @Nullable String form,
      @Nullable String additivity) {
    return new MeasureDocument(
        "m",
        "Tên",
        null,
        unit,
        multiplier,
        decimals,
        priceBasis,
        priceYear,
        comparison,
        form,
        additivity,
        null);
  }

  private static List<String> found(MeasureDocument measure) {
    Violations violations = new Violations();
    MeasureRules.check(measure, new Fields(violations));
    return violations.list().stream().map(v -> v.pointer() + " " + v.rule()).toList();
  }

  private static List<String> changes(MeasureDocument now, MeasureDocument before) {
    Violations violations = new Violations();
    MeasureRules.checkUnchanged(now, before, new Fields(violations));
    return violations.list().stream().map(v -> String.valueOf(v.pointer())).toList();
  }
}
