package vn.solieu.indicator.area;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.solieu.indicator.area.AreaDocument.Fact;
import vn.solieu.indicator.area.AreaDocument.Successor;
import vn.solieu.platform.problem.FieldValidator;
import vn.solieu.platform.problem.LocalizedText;

/** What holds of an area by itself. */
final class AreaRules {

  /** From the whole to its parts: a parent stands before its children. */
  static final List<String> TIERS = List.of("country", "region", "province", "district", "commune");

  static final int MOST_FACTS = 200;
  static final int MOST_SUCCESSORS = 500;

  private static final Pattern CODE = Pattern.compile(AreaRegister.CODE);
  private static final Pattern TYPE = Pattern.compile(AreaRegister.TYPE);
  private static final List<String> COVERAGES = List.of("whole", "part");

  private AreaRules() {}

  static void check(AreaDocument area, @Nullable AreaDocument before, FieldValidator fields) {
    fields.word("tier", area.tier(), TIERS);
    if (before != null && !Objects.equals(before.tier(), area.tier())) {
      fields.refuse(
          "tier",
          "tier-stays",
          LocalizedText.of(
              "Cấp của đơn vị không đổi (đang là %s): đơn vị cấp khác là đơn vị khác."
                  .formatted(before.tier()),
              "The tier of a unit stays (it is %s): a unit of another tier is another unit."
                  .formatted(before.tier())));
    }
    fields.size("facts", area.facts(), 1, MOST_FACTS);
    for (int i = 0; i < Math.min(MOST_FACTS, area.facts().size()); i++) {
      checkFact(area.facts().get(i), fields.item("facts", i));
      checkOverlap(area.facts(), i, fields.item("facts", i));
    }
    fields.size("successors", area.successors(), 0, MOST_SUCCESSORS);
    Set<Object> seen = new HashSet<>();
    for (int i = 0; i < Math.min(MOST_SUCCESSORS, area.successors().size()); i++) {
      Successor successor = area.successors().get(i);
      FieldValidator item = fields.item("successors", i);
      checkSuccessor(successor, item);
      if (successor.area() != null && successor.area().equals(area.id())) {
        item.refuse(
            "area",
            "circle",
            LocalizedText.of("Không tự kế tục.", "A unit does not succeed itself."));
      }
      if (!seen.add(
          List.of(String.valueOf(successor.area()), String.valueOf(successor.effective())))) {
        item.refuse("area", "twice", LocalizedText.of("Đã nêu ở trên.", "It is already above."));
      }
      LocalDate effective = successor.effective();
      if (effective != null && !ownsOn(area, effective)) {
        item.refuse(
            "effective",
            "effective",
            LocalizedText.of(
                "Ngày này đơn vị không có gì để chuyển giao.",
                "The unit does not exist on that day nor the day before."));
      }
    }
    checkShares(area.successors(), fields);
  }

  private static void checkFact(Fact fact, FieldValidator item) {
    item.names(fact.nameVi(), fact.nameEn());
    item.matches(
        "code",
        fact.code(),
        CODE,
        LocalizedText.of(
            "Mã hành chính bắt đầu bằng chữ số, tối đa 16 chữ số và chữ cái không dấu.",
            "A code begins with a digit and has at most 16 digits and letters."));
    item.required("type", fact.type());
    item.matches(
        "type",
        fact.type(),
        TYPE,
        LocalizedText.of(
            "Phải là chữ thường không dấu, chữ số và dấu gạch nối.",
            "Must be lower case letters, digits and hyphens."));
    item.text("act", fact.act(), 200);
    item.validity(fact.validFrom(), fact.validTo());
  }

  private static void checkOverlap(List<Fact> facts, int at, FieldValidator item) {
    for (int earlier = 0; earlier < at; earlier++) {
      if (facts.get(at).overlaps(facts.get(earlier))) {
        item.refuse(
            "validFrom",
            "two-at-once",
            LocalizedText.of(
                "Trùng thời gian hiệu lực với facts/%d.".formatted(earlier),
                "It holds at the same time as facts/%d.".formatted(earlier)));
      }
    }
  }

  private static void checkSuccessor(Successor successor, FieldValidator item) {
    item.required("area", successor.area());
    item.required("effective", successor.effective());
    item.word("coverage", successor.coverage(), COVERAGES);
    item.text("act", successor.act(), 200);
    boolean whole = "whole".equals(successor.coverage());
    checkShare("sharePopulation", successor.sharePopulation(), whole, item);
    checkShare("shareArea", successor.shareArea(), whole, item);
  }

  private static void checkShare(
      String member, @Nullable BigDecimal share, boolean whole, FieldValidator item) {
    if (share == null) {
      return;
    }
    if (share.signum() < 0 || share.compareTo(BigDecimal.ONE) > 0 || share.scale() > 12) {
      item.refuse(
          member,
          "share",
          LocalizedText.of(
              "Tỷ lệ từ 0 đến 1, tối đa 12 chữ số thập phân.",
              "A share is from 0 to 1 with at most 12 decimals."));
    } else if (whole && share.compareTo(BigDecimal.ONE) < 0) {
      item.refuse(
          member,
          "share",
          LocalizedText.of("Toàn bộ thì tỷ lệ là 1.", "The share of the whole is 1."));
    }
  }

  /** A unit can hand over what it has, on its days and on the first day after its end. */
  private static boolean ownsOn(AreaDocument area, LocalDate day) {
    return area.existsOn(day) || area.existsOn(day.minusDays(1));
  }

  /** Of what a unit was on one day, no more than all of it goes. */
  private static void checkShares(List<Successor> successors, FieldValidator fields) {
    Map<LocalDate, Integer> wholes = new HashMap<>();
    Map<LocalDate, Integer> count = new HashMap<>();
    for (Successor successor : successors) {
      if (successor.effective() != null) {
        count.merge(successor.effective(), 1, Integer::sum);
        wholes.merge(
            successor.effective(), "whole".equals(successor.coverage()) ? 1 : 0, Integer::sum);
      }
    }
    wholes.forEach(
        (day, whole) -> {
          if (whole > 0 && count.getOrDefault(day, 0) > 1) {
            fields.refuse(
                "successors",
                "whole-once",
                LocalizedText.of(
                    "Ngày %s: đã chuyển toàn bộ thì không còn phần nào khác.".formatted(day),
                    "On %s all of it goes to one unit, so nothing is left for another."
                        .formatted(day)));
          }
        });
    checkSum(successors, "sharePopulation", Successor::sharePopulation, fields);
    checkSum(successors, "shareArea", Successor::shareArea, fields);
  }

  private static void checkSum(
      List<Successor> successors,
      String member,
      Function<Successor, @Nullable BigDecimal> share,
      FieldValidator fields) {
    Map<LocalDate, BigDecimal> sums = new HashMap<>();
    for (Successor successor : successors) {
      BigDecimal part = share.apply(successor);
      if (successor.effective() != null && part != null) {
        sums.merge(successor.effective(), part, BigDecimal::add);
      }
    }
    sums.forEach(
        (day, sum) -> {
          if (sum.compareTo(BigDecimal.ONE) > 0) {
            fields.refuse(
                "successors",
                "share-sum",
                LocalizedText.of(
                    "Ngày %s: tổng %s là %s, quá 1.".formatted(day, member, sum.toPlainString()),
                    "On %s the sum of %s is %s, more than 1."
                        .formatted(day, member, sum.toPlainString())));
          }
        });
  }
}
