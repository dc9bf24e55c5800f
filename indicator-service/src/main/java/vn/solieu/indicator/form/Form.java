package vn.solieu.indicator.form;

import static java.util.stream.Collectors.toUnmodifiableSet;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.solieu.indicator.form.rule.FormRule;
import vn.solieu.indicator.form.rule.FormRules;
import vn.solieu.indicator.observation.Level;
import vn.solieu.indicator.observation.Origin;
import vn.solieu.platform.time.Deadline;
import vn.solieu.platform.time.Frequency;

/**
 * A reporting form in one version.
 *
 * @param example made for trying out; never shown as official
 * @param publisher id of the agency that publishes the figures
 * @param frequency length of its rounds' periods
 * @param agencies ids of the agencies that owe it
 * @param defaultLevel of figures for which neither the block nor the row says one
 * @param origin of all its figures
 * @param rules that it chose, kind by kind
 */
public record Form(
    String id,
    long version,
    String symbol,
    String nameVi,
    @Nullable String nameEn,
    boolean example,
    String publisher,
    Route route,
    Appraisal appraisal,
    Frequency frequency,
    Deadline deadline,
    List<String> agencies,
    DecimalSeparator decimalSeparator,
    Level defaultLevel,
    Origin origin,
    List<Block> blocks,
    List<FormRules<?>> rules) {

  /** Ids of all that its blocks ask for and its rules look at. */
  public Set<String> measures() {
    return Stream.concat(
            blocks.stream().map(Block::measure),
            rules.stream().flatMap(chosen -> chosen.rules().stream()).map(FormRule::measure))
        .collect(toUnmodifiableSet());
  }
}
