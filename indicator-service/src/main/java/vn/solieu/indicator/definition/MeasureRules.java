package vn.solieu.indicator.definition;

import static java.util.Objects.requireNonNullElse;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.solieu.indicator.definition.IndicatorDocument.MeasureDocument;
import vn.solieu.platform.problem.FieldValidator;
import vn.solieu.platform.problem.LocalizedText;

/** What holds of a measure by itself, and of its change. */
final class MeasureRules {

  static final String SCALED_UNIT = "scaled-unit";

  private MeasureRules() {}

  static void check(MeasureDocument measure, FieldValidator fields) {
    if (fields.required("id", measure.id())) {
      fields.id("id", measure.id());
    }
    fields.names(measure.nameVi(), measure.nameEn());
    fields.required("unit", measure.unit());
    within(fields, "multiplier", measure.multiplier(), -12, 15);
    within(fields, "decimals", measure.decimals(), 0, 12);
    fields.word("priceBasis", measure.priceBasis(), words(Measure.PriceBasis.values()));
    fields.word("comparison", measure.comparison(), words(Measure.Comparison.values()));
    fields.word("form", measure.form(), words(Measure.Form.values()));
    fields.word("additivity", measure.additivity(), words(Measure.Additivity.values()));
    fields.word(
        "referenceMoment", measure.referenceMoment(), words(Measure.ReferenceMoment.values()));
    checkPrices(measure, fields);
    checkComparison(measure, fields);
  }

  private static void checkPrices(MeasureDocument measure, FieldValidator fields) {
    Integer year = measure.priceYear();
    if (measure.priceBasis().equals("constant") != (year != null)) {
      fields.refuse(
          "priceYear",
          "price-year",
          LocalizedText.of(
              "Giá so sánh phải có năm gốc; giá hiện hành thì không.",
              "Constant prices have a base year, others have none."));
    } else if (year != null) {
      within(fields, "priceYear", year, 1900, 2999);
    }
  }

  private static void checkComparison(MeasureDocument measure, FieldValidator fields) {
    boolean amount = measure.form().equals("amount");
    if (amount != measure.comparison().equals("none")) {
      fields.refuse(
          "comparison",
          "comparison",
          LocalizedText.of(
              "Chỉ số và tốc độ tăng phải nêu kỳ so sánh; số tuyệt đối thì không.",
              "An index or a growth says with what it compares; an amount compares with nothing."));
    }
    if (!amount && measure.additivity().equals("sum")) {
      fields.refuse(
          "additivity",
          "not-a-sum",
          LocalizedText.of(
              "Chỉ số và tốc độ tăng không cộng được.",
              "Indices and growth rates cannot be added."));
    }
  }

  /** A figure is value × 10^multiplier units: a unit that says a power of ten says it twice. */
  static void checkScale(MeasureDocument measure, Unit unit, FieldValidator fields) {
    if (saysItTwice(unit, measure.multiplier())) {
      fields.refuse("unit", SCALED_UNIT, twice(unit, measure.multiplier()));
    }
  }

  static boolean saysItTwice(Unit unit, int multiplier) {
    return multiplier != 0 && unit.isScaled();
  }

  static LocalizedText twice(Unit unit, int multiplier) {
    String code = unit.code();
    if (unit.base() == null) {
      return LocalizedText.of(
          "%s (%s) đã là bội số, multiplier %d lại nhân lần nữa: hãy dùng đơn vị gốc."
              .formatted(code, unit.nameVi(), multiplier),
          "%s (%s) is a multiple already, and the multiplier %d multiplies again: use the base unit."
              .formatted(code, requireNonNullElse(unit.nameEn(), unit.nameVi()), multiplier));
    }
    return LocalizedText.of(
        "%s (%s) là tên của (%s, %d), multiplier %d lại nhân lần nữa: hãy dùng %s."
            .formatted(
                code, unit.nameVi(), unit.base(), unit.multiplier(), multiplier, unit.base()),
        "%s (%s) is the label of (%s, %d), and the multiplier %d multiplies again: use %s."
            .formatted(
                code,
                requireNonNullElse(unit.nameEn(), unit.nameVi()),
                unit.base(),
                unit.multiplier(),
                multiplier,
                unit.base()));
  }

  /**
   * What defines a measure stays: design of the house, "a new unit is a new measure". A scaled unit
   * may become its base unit: that is the same unit under another name.
   *
   * @param unit that it had before
   */
  static void checkUnchanged(
      MeasureDocument now, MeasureDocument before, @Nullable Unit unit, FieldValidator fields) {
    Map<String, @Nullable Object> old = defining(before);
    Map<String, @Nullable Object> wanted = defining(now);
    if (unit != null
        && now.unit() != null
        && unit.mayBecome(before.multiplier(), now.unit(), now.multiplier())) {
      wanted.keySet().removeAll(List.of("unit", "multiplier"));
    }
    wanted.forEach(
        (member, value) -> {
          if (!Objects.equals(value, old.get(member))) {
            fields.refuse(
                member,
                "measure-fixed",
                LocalizedText.of(
                    "Đại lượng đã định nghĩa thì không đổi được (đang là %s): đơn vị mới là đại"
                            .formatted(old.get(member))
                        + " lượng mới.",
                    "What defines a measure cannot change (it is %s): a new unit is a new measure."
                        .formatted(old.get(member))));
          }
        });
  }

  private static Map<String, @Nullable Object> defining(MeasureDocument measure) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put("unit", measure.unit());
    members.put("multiplier", measure.multiplier());
    members.put("decimals", measure.decimals());
    members.put("priceBasis", measure.priceBasis());
    members.put("priceYear", measure.priceYear());
    members.put("comparison", measure.comparison());
    members.put("form", measure.form());
    members.put("additivity", measure.additivity());
    members.put("referenceMoment", measure.referenceMoment());
    return members;
  }

  private static void within(FieldValidator fields, String member, int value, int least, int most) {
    if (value < least || value > most) {
      fields.refuse(
          member,
          "range",
          LocalizedText.of(
              "Phải từ %d đến %d.".formatted(least, most),
              "Must be from %d to %d.".formatted(least, most)));
    }
  }

  private static List<String> words(Enum<?>[] constants) {
    return Stream.of(constants).map(EnumCodec::of).toList();
  }
}
