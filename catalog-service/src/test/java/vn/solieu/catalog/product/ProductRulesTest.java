package vn.solieu.catalog.product;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import vn.solieu.platform.problem.FieldValidator;
import vn.solieu.platform.problem.Violation;
import vn.solieu.platform.problem.Violations;

class ProductRulesTest {

  @Test
  void aProductWithAllElevenFieldsIsRight() {
    assertEquals(List.of(), found(product("month", new BigDecimal("150000"), List.of("vi", "en"))));
  }

  @Test
  void everyFaultIsTold() {
    ProductDocument empty =
        new ProductDocument(
            null, null, null, null, null, null, null, null, null, null, null, null, null, null,
            null, null, null, null, null);

    assertEquals(
        List.of(
            "/nameVi required",
            "/mainContentVi required",
            "/sources size",
            "/completeness size",
            "/forms size",
            "/languages size",
            "/cycle required",
            "/channels size",
            "/agency required"),
        found(empty));
  }

  @Test
  void aWordThatIsNotOfTheListIsTold() {
    assertEquals(List.of("/cycle word"), found(product("weekly", null, List.of("vi"))));
    assertEquals(List.of("/languages/1 word"), found(product("year", null, List.of("vi", "fr"))));
  }

  @Test
  void aWordTwiceIsTold() {
    assertEquals(List.of("/languages twice"), found(product("year", null, List.of("vi", "vi"))));
  }

  @Test
  void aPriceIsAWholePositiveNumberOfDong() {
    assertEquals(
        List.of("/price price"), found(product("year", new BigDecimal("0"), List.of("vi"))));
    assertEquals(
        List.of("/price price"), found(product("year", new BigDecimal("-5000"), List.of("vi"))));
    assertEquals(
        List.of("/price price"), found(product("year", new BigDecimal("99.5"), List.of("vi"))));
    assertEquals(
        List.of("/price price"), found(product("year", new BigDecimal("1e12"), List.of("vi"))));
    assertEquals(
        List.of("/price price"), found(product("year", new BigDecimal("1e999999"), List.of("vi"))));
    assertEquals(List.of(), found(product("year", new BigDecimal("5e4"), List.of("vi"))));
  }

  private static ProductDocument product(
      String cycle, @Nullable BigDecimal price, List<String> languages) {
    return new ProductDocument(
        null,
        null,
        null,
        "Niên giám thống kê",
        "Statistical yearbook",
        "Số liệu chủ yếu của tỉnh",
        null,
        List.of("rice-production"),
        List.of("survey", "statistical-report"),
        List.of("preliminary", "official"),
        List.of("printed-publication"),
        languages,
        cycle,
        List.of("website"),
        "thong-ke-tinh",
        price,
        null,
        null,
        List.of("leaders"));
  }

  private static List<String> found(ProductDocument product) {
    Violations violations = new Violations();
    ProductRules.check(product, new FieldValidator(violations));
    return violations.list().stream().map(ProductRulesTest::text).toList();
  }

  private static String text(Violation violation) {
    return violation.pointer() + " " + violation.rule();
  }
}
