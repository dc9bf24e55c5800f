package vn.solieu.indicator.form.rule;

import static java.util.stream.Collectors.toSet;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.solieu.indicator.definition.Definitions;
import vn.solieu.indicator.definition.IndicatorSummary;
import vn.solieu.indicator.definition.Measure;
import vn.solieu.platform.bounds.Bounds;
import vn.solieu.platform.problem.FieldValidator;
import vn.solieu.platform.problem.LocalizedText;

/** Checks the measures that a form names, and the codes of their breakdowns. */
public final class MeasureValidator {

  private static final LocalizedText UNKNOWN_MEASURE =
      LocalizedText.of("Không có đại lượng này.", "There is no such measure.");

  private final Definitions definitions;
  private final Map<String, Measure> measures;
  private final Map<String, IndicatorSummary> indicators;
  private final Map<String, Set<String>> codes = new HashMap<>();

  /**
   * @param named ids of all measures that the form names, known or not
   */
  public MeasureValidator(Definitions definitions, Set<String> named) {
    this.definitions = definitions;
    this.measures = definitions.measures(named);
    this.indicators =
        definitions.indicators(
            measures.values().stream().map(Measure::indicatorId).collect(toSet()));
  }

  /** The measure that the member {@code measure} names, which is required. */
  public Optional<Measure> measure(@Nullable String id, FieldValidator at) {
    if (!at.required("measure", id)) {
      return Optional.empty();
    }
    Optional<Measure> measure = Optional.ofNullable(measures.get(id));
    if (measure.isEmpty()) {
      at.refuse("measure", "unknown", UNKNOWN_MEASURE);
    }
    return measure;
  }

  /**
   * Codes of a breakdown that the indicator has.
   *
   * @param wanted null: any code of its codelist
   */
  public void codes(
      String member,
      Measure measure,
      String dimension,
      @Nullable List<String> wanted,
      FieldValidator at) {
    Optional<Set<String>> known = codes(measure, dimension);
    if (known.isEmpty()) {
      at.refuse(
          member,
          "unknown",
          LocalizedText.of(
              "Chỉ tiêu không có phân tổ %s.".formatted(Bounds.shown(dimension)),
              "The indicator has no breakdown %s.".formatted(Bounds.shown(dimension))));
    } else if (wanted != null) {
      for (String code : wanted) {
        if (!known.get().contains(code)) {
          at.refuse(
              member,
              "unknown-code",
              LocalizedText.of(
                  "Không có mã %s.".formatted(Bounds.shown(code)),
                  "There is no code %s.".formatted(Bounds.shown(code))));
        }
      }
    }
  }

  /** The codes of a breakdown; none where the indicator has no such breakdown. */
  public Optional<Set<String>> codes(Measure measure, String dimension) {
    IndicatorSummary indicator = indicators.get(measure.indicatorId());
    return indicator == null
        ? Optional.empty()
        : indicator.breakdowns().stream()
            .filter(breakdown -> breakdown.id().equals(dimension))
            .findFirst()
            .map(breakdown -> codes.computeIfAbsent(breakdown.codelist(), definitions::codes));
  }
}
