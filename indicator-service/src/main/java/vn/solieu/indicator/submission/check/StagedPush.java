package vn.solieu.indicator.submission.check;

import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.solieu.indicator.definition.EnumCodec;
import vn.solieu.indicator.definition.Measure;
import vn.solieu.indicator.form.Form;
import vn.solieu.indicator.observation.Reason;
import vn.solieu.platform.sql.Sql;
import vn.solieu.platform.time.Period;

/**
 * A push whose figures stand in the staging tables, as a rule gets it.
 *
 * @param sql in the session that has the staging tables
 * @param round the period that the form was issued for
 * @param measures of the form, by id
 * @param reason of all figures whose row gives none
 * @param hasNotice whether readers are told why figures change
 * @param mayHoldTwice whether a cell may be there twice; where it cannot, nobody has to look
 * @param hasBlank whether there is a figure without a value; where there is none, nobody has to
 *     look
 * @param reasons of its figures, each as the row, or else the push, says it
 */
public record StagedPush(
    Sql sql,
    Form form,
    Period round,
    Sender sender,
    Map<String, Measure> measures,
    @Nullable Reason reason,
    boolean hasNotice,
    boolean mayHoldTwice,
    boolean hasBlank,
    Set<String> reasons) {

  /** Of which a figure says that it changes what was published. */
  private static final Set<String> CHANGING = Set.of("correction", "method");

  /** Of which readers are told nothing. */
  private static final Set<String> SILENT = Set.of("first", "scheduled");

  /**
   * Who sends.
   *
   * @param formRecordedAt when the version of the form was recorded that names the agency
   */
  public record Sender(String agency, OffsetDateTime formRecordedAt) {}

  /** Whether a figure is said to change what was published. */
  boolean saysChange() {
    return !Collections.disjoint(reasons, CHANGING);
  }

  /** Whether readers would be told nothing of a change of some figure. */
  boolean mayChangeInSilence() {
    return !Collections.disjoint(reasons, SILENT);
  }

  /** The reason of all figures whose row gives none, as the database has it. */
  @Nullable String storedReason() {
    return reason == null ? null : EnumCodec.of(reason);
  }
}
