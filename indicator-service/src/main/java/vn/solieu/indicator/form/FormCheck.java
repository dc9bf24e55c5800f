package vn.solieu.indicator.form;

import static java.util.stream.Collectors.toSet;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.solieu.indicator.area.Areas;
import vn.solieu.indicator.definition.Definitions;
import vn.solieu.indicator.definition.EnumCodec;
import vn.solieu.indicator.definition.Measure;
import vn.solieu.indicator.form.FormDocument.BlockDocument;
import vn.solieu.indicator.form.FormDocument.DeadlineDocument;
import vn.solieu.indicator.form.rule.FormRule;
import vn.solieu.indicator.form.rule.MeasureValidator;
import vn.solieu.indicator.observation.Level;
import vn.solieu.indicator.observation.ValueType;
import vn.solieu.platform.problem.FieldValidator;
import vn.solieu.platform.problem.LocalizedText;
import vn.solieu.platform.problem.Violations;
import vn.solieu.platform.text.Formula;
import vn.solieu.platform.time.Accumulation;
import vn.solieu.platform.time.Deadline;
import vn.solieu.platform.time.Frequency;

/** Finds everything that is wrong with a form before it is kept. */
final class FormCheck {

  private static final int MOST_BLOCKS = 2_000;
  private static final int MOST_AGENCIES = 4_000; // every commune of the country
  private static final int MOST_ITEMS = 4_000;

  /** Missing cells are looked for in memory. */
  private static final long MOST_REQUIRED_CELLS = 50_000;

  private static final List<String> FREQUENCIES =
      Arrays.stream(Frequency.values()).map(Frequency::id).toList();
  private static final List<String> ACCUMULATIONS =
      Arrays.stream(Accumulation.values()).map(Accumulation::id).toList();
  private static final List<String> SHIFTS =
      Arrays.stream(Deadline.Shift.values()).map(Deadline.Shift::id).toList();
  private static final List<String> ORIGINS = List.of("reported", "reconstructed", "example");

  private static final LocalizedText UNKNOWN_AGENCY =
      LocalizedText.of("Không có cơ quan này.", "There is no such agency.");

  private final Definitions definitions;
  private final FormDocument form;
  private final FieldValidator fields;
  private final MeasureValidator measures;
  private final Set<String> areas;
  private long requiredCells;

  private FormCheck(
      FormDocument form, Definitions definitions, Areas areas, Violations violations) {
    this.form = form;
    this.definitions = definitions;
    this.fields = new FieldValidator(violations);
    this.measures =
        new MeasureValidator(
            definitions,
            Stream.concat(
                    form.blocks().stream().map(BlockDocument::measure),
                    form.rules().values().stream()
                        .flatMap(rules -> rules.rules().stream())
                        .map(FormRule::measure))
                .filter(id -> id != null)
                .collect(toSet()));
    this.areas =
        areas
            .find(
                form.blocks().stream()
                    .flatMap(
                        block ->
                            Stream.concat(
                                Stream.ofNullable(block.areas()).flatMap(List::stream),
                                Stream.ofNullable(block.childrenOf())))
                    .filter(id -> id != null)
                    .collect(toSet()))
            .keySet();
  }

  static void check(
      FormDocument form, Definitions definitions, Areas areas, Violations violations) {
    new FormCheck(form, definitions, areas, violations).check();
  }

  private void check() {
    fields.required("symbol", form.symbol());
    fields.text("symbol", form.symbol(), 100);
    fields.names(form.nameVi(), form.nameEn());
    if (fields.required("publisher", form.publisher())
        && !definitions.agencyExists(form.publisher())) {
      fields.refuse("publisher", "unknown", UNKNOWN_AGENCY);
    }
    fields.word("route", form.route(), words(Route.class));
    fields.word("appraisal", form.appraisal(), words(Appraisal.class));
    if (!Appraisal.isCarriedOut(form.appraisal())) {
      fields.refuse("appraisal", "not-carried-out", Appraisal.NOT_CARRIED_OUT);
    }
    fields.word("frequency", form.frequency(), FREQUENCIES);
    checkDeadline(form.deadline());
    checkAgencies();
    fields.word("decimalSeparator", form.decimalSeparator(), List.of(".", ","));
    fields.word("defaultLevel", form.defaultLevel(), words(Level.class));
    optionalWord(fields, "origin", form.origin(), ORIGINS);
    fields.size("blocks", form.blocks(), 1, MOST_BLOCKS);
    for (int i = 0; i < Math.min(MOST_BLOCKS, form.blocks().size()); i++) {
      checkBlock(form.blocks().get(i), fields.item("blocks", i));
    }
    if (requiredCells > MOST_REQUIRED_CELLS) {
      fields.refuse(
          "blocks",
          "required-cells",
          LocalizedText.of(
              "Có quá %d ô bắt buộc.".formatted(MOST_REQUIRED_CELLS),
              "There are more than %d required cells.".formatted(MOST_REQUIRED_CELLS)));
    }
    form.rules().values().forEach(rules -> rules.check(measures, fields));
  }

  private void checkDeadline(@Nullable DeadlineDocument deadline) {
    fields.required("deadline", deadline);
    if (deadline == null) {
      return;
    }
    range(
        "deadline/monthOffset",
        deadline.monthOffset(),
        -Deadline.MOST_MONTHS,
        Deadline.MOST_MONTHS);
    range("deadline/day", deadline.day(), 1, Deadline.LAST_DAY);
    optionalWord(fields, "deadline/shift", deadline.shift(), SHIFTS);
  }

  private void range(String member, @Nullable Integer value, int least, int most) {
    if (value == null || value < least || value > most) {
      fields.refuse(
          member,
          "range",
          LocalizedText.of(
              "Phải là số nguyên từ %d đến %d.".formatted(least, most),
              "Must be a whole number from %d to %d.".formatted(least, most)));
    }
  }

  private void checkAgencies() {
    fields.size("agencies", form.agencies(), 1, MOST_AGENCIES);
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < Math.min(MOST_AGENCIES, form.agencies().size()); i++) {
      String agency = form.agencies().get(i);
      if (!seen.add(agency)) {
        fields.refuse(
            "agencies/" + i, "twice", LocalizedText.of("Nêu hai lần.", "It is named twice."));
      } else if (!definitions.agencyExists(agency)) {
        fields.refuse("agencies/" + i, "unknown", UNKNOWN_AGENCY);
      }
    }
  }

  private void checkBlock(BlockDocument block, FieldValidator at) {
    Optional<Measure> measure = measures.measure(block.measure(), at);
    at.word("frequency", block.frequency(), FREQUENCIES);
    optionalWord(at, "accumulation", block.accumulation(), ACCUMULATIONS);
    optionalWord(at, "level", block.level(), words(Level.class));
    optionalWord(at, "sign", block.sign(), words(Sign.class));
    optionalWord(at, "valueType", block.valueType(), words(ValueType.class));
    at.text("variant", block.variant(), 100);
    if (Formula.begins(block.variant())) {
      at.refuse(
          "variant",
          "formula",
          LocalizedText.of(
              "Không được bắt đầu bằng =, +, -, @: bảng tính sẽ hiểu là công thức.",
              "It does not begin with =, +, -, @: a spreadsheet would take it for a formula."));
    }
    boolean actual = block.valueType() == null || block.valueType().equals("actual");
    if (actual != (block.variant() == null || block.variant().isEmpty())) {
      at.refuse(
          "variant",
          "variant",
          LocalizedText.of(
              "Số thực hiện không có phương án; các loại khác phải nêu phương án.",
              "Actual figures have no variant; all others name theirs."));
    }
    if (block.periodOffset() != null && Math.abs(block.periodOffset()) > 120) {
      at.refuse(
          "periodOffset",
          "range",
          LocalizedText.of("Phải từ -120 đến 120.", "Must be between -120 and 120."));
    }
    checkAreas(block, at);
    measure.ifPresent(known -> checkBreakdowns(block, known, at));
    if (Boolean.TRUE.equals(block.required())) {
      if (block.periodOffset() == null || (block.areas() == null && block.childrenOf() == null)) {
        at.refuse(
            "required",
            "countable",
            LocalizedText.of(
                "Ô bắt buộc phải nêu rõ kỳ (periodOffset) và đơn vị hành chính (areas, childrenOf).",
                "Required cells name their period (periodOffset) and areas (areas, childrenOf)."));
      } else {
        requiredCells += cells(block, measure);
      }
    }
  }

  private void checkAreas(BlockDocument block, FieldValidator at) {
    if (block.areas() != null && block.childrenOf() != null) {
      at.refuse(
          "childrenOf",
          "either",
          LocalizedText.of("Chỉ dùng areas hoặc childrenOf.", "Use either areas or childrenOf."));
    }
    if (block.areas() != null) {
      at.size("areas", block.areas(), 1, MOST_ITEMS);
      for (int i = 0; i < Math.min(MOST_ITEMS, block.areas().size()); i++) {
        requireArea("areas/" + i, block.areas().get(i), at);
      }
    }
    if (block.childrenOf() != null) {
      requireArea("childrenOf", block.childrenOf(), at);
    }
  }

  private void requireArea(String member, @Nullable String id, FieldValidator at) {
    if (id == null || !areas.contains(id)) {
      at.refuse(
          member,
          "unknown",
          LocalizedText.of("Không có đơn vị hành chính này.", "There is no such area."));
    }
  }

  private void checkBreakdowns(BlockDocument block, Measure measure, FieldValidator at) {
    if (block.breakdowns() == null) {
      return;
    }
    block
        .breakdowns()
        .forEach(
            (dimension, wanted) -> {
              if (Columns.isFixed(dimension)) {
                at.refuse(
                    "breakdowns/" + dimension,
                    "reserved",
                    LocalizedText.of(
                        "Trùng tên một cột cố định của tệp.",
                        "It has the name of a fixed column of the file."));
              }
              measures.codes("breakdowns/" + dimension, measure, dimension, wanted, at);
            });
  }

  private long cells(BlockDocument block, Optional<Measure> measure) {
    long cells = block.areas() == null ? 1 : block.areas().size();
    if (measure.isEmpty() || block.breakdowns() == null) {
      return cells;
    }
    for (Map.Entry<String, @Nullable List<String>> breakdown : block.breakdowns().entrySet()) {
      cells *=
          breakdown.getValue() != null
              ? Math.max(1, breakdown.getValue().size())
              : measures.codes(measure.get(), breakdown.getKey()).map(Set::size).orElse(1);
    }
    return cells;
  }

  private static void optionalWord(
      FieldValidator at, String member, @Nullable String value, List<String> words) {
    if (value != null) {
      at.word(member, value, words);
    }
  }

  private static <E extends Enum<E>> List<String> words(Class<E> type) {
    return Arrays.stream(type.getEnumConstants()).map(EnumCodec::of).toList();
  }
}
