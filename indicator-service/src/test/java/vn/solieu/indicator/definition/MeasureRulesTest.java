package vn.solieu.indicator.definition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.solieu.indicator.definition.IndicatorDocument.MeasureDocument;
import vn.solieu.platform.problem.FieldValidator;
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
    assertEquals(List.of(), found(measure("VND", 9, 1, "constant", 2010, "none", "amount", "sum")));
    assertEquals(
        List.of("/priceYear price-year"),
        found(measure("VND", 9, 1, "constant", null, "none", "amount", "sum")));
    assertEquals(
        List.of("/priceYear price-year"),
        found(measure("VND", 9, 1, "current", 2010, "none", "amount", "sum")));
    assertEquals(
        List.of("/priceYear range"),
        found(measure("VND", 9, 1, "constant", 20100, "none", "amount", "sum")));
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

  private static final Unit HA = new Unit("HA", "ha", "hectare", null, 0);
  private static final Unit HA_K = new Unit("HA_K", "nghìn ha", "thousand hectares", "HA", 3);
  private static final Unit VND_BN = new Unit("VND_BN", "tỷ đồng", "billion dong", "VND", 9);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nghìn ha",
        "Nghìn tấn",
        "tỷ đồng",
        "tỉ đồng",
        "triệu đồng/người",
        "vạn con",
        "1.000 tấn",
        "1000 người",
        "thousand tonnes",
        "Million US dollars",
        "billion dong"
      })
  void aNameThatBeginsWithANumberWordIsThatOfAScaledUnit(String name) {
    assertTrue(new Unit("X", name, null, null, 0).isScaled(), name);
    assertTrue(new Unit("X", "đơn vị", name, null, 0).isScaled(), name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ha", "tấn", "đồng", "tỷ lệ %", "tỷ suất", "tỷ số", "trên 10.000 dân",
        "per 100,000 population", "tạ/ha", "%", "người/km²", "nam/100 nữ", "triệt sản", "năm, tuổi"
      })
  void otherNamesAreThoseOfUnits(String name) {
    assertFalse(new Unit("X", name, null, null, 0).isScaled(), name);
  }

  /** Whatever it is called: its base says it, and people write "1.000 t" as "kt" too. */
  @Test
  void aUnitWithABaseIsScaledWhateverItsName() {
    Unit kilotonne = new Unit("KT", "kt", "kt", "TONNE", 3);

    assertTrue(kilotonne.isScaled());
    assertEquals(List.of("/unit scaled-unit"), scale(kilotonne, 3));
  }

  @Test
  void aPowerOfTenIsSaidByTheMultiplierAlone() {
    assertEquals(List.of(), scale(HA, 3));
    assertEquals(List.of("/unit scaled-unit"), scale(HA_K, 3));
    assertEquals(List.of("/unit scaled-unit"), scale(VND_BN, -3));
    assertEquals(List.of("/unit scaled-unit"), scale(new Unit("M", "triệu USD", null, null, 0), 6));
    assertEquals(List.of(), scale(HA_K, 0));
  }

  @Test
  void aScaledUnitMayBecomeItsBaseUnitAndNothingElse() {
    assertEquals(List.of(), exchanged(HA_K, 3, "HA", 3), "what the label says was meant");
    assertEquals(List.of(), exchanged(HA_K, 3, "HA", 6), "it was meant as it was written");
    assertEquals(List.of(), exchanged(VND_BN, 0, "VND", 9), "the same under another name");
    assertEquals(List.of("/unit"), exchanged(VND_BN, 0, "VND", 0));
    assertEquals(List.of("/unit", "/multiplier"), exchanged(HA_K, 3, "HA", 0));
    assertEquals(List.of("/unit"), exchanged(HA_K, 3, "TONNE", 3));
    assertEquals(List.of("/unit"), exchanged(HA, 3, "HA_K", 3));
  }

  private static List<String> scale(Unit unit, int multiplier) {
    Violations violations = new Violations();
    MeasureRules.checkScale(of(unit.code(), multiplier), unit, new FieldValidator(violations));
    return violations.list().stream().map(v -> v.pointer() + " " + v.rule()).toList();
  }

  private static List<String> exchanged(Unit from, int multiplier, String to, int other) {
    Violations violations = new Violations();
    MeasureRules.checkUnchanged(
        of(to, other), of(from.code(), multiplier), from, new FieldValidator(violations));
    return violations.list().stream().map(v -> String.valueOf(v.pointer())).toList();
  }

  private static MeasureDocument of(String unit, int multiplier) {
    return measure(unit, multiplier, 1, "none", null, "none", "amount", "sum");
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
    MeasureRules.check(measure, new FieldValidator(violations));
    return violations.list().stream().map(v -> v.pointer() + " " + v.rule()).toList();
  }

  private static List<String> changes(MeasureDocument now, MeasureDocument before) {
    Violations violations = new Violations();
    MeasureRules.checkUnchanged(now, before, HA, new FieldValidator(violations));
    return violations.list().stream().map(v -> String.valueOf(v.pointer())).toList();
  }
}
