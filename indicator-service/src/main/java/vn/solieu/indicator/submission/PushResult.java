package vn.solieu.indicator.submission;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.solieu.indicator.form.rule.Finding;
import vn.solieu.indicator.form.rule.FindingKind;
import vn.solieu.platform.idempotency.FormerAnswer;
import vn.solieu.platform.problem.Language;

/** What a push came to. It is stored with the key of the push, all but {@link Former}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "result")
@JsonSubTypes({
  @JsonSubTypes.Type(value = PushResult.Passed.class, name = "passed"),
  @JsonSubTypes.Type(value = PushResult.Refused.class, name = "refused")
})
sealed interface PushResult {

  /** Id of the submission that is kept; null of a dry run. */
  @Nullable UUID submission();

  /**
   * Nothing refuses it.
   *
   * @param tellsEmbargoed whether a finding tells a figure that is not public
   */
  record Passed(Receipt receipt, boolean tellsEmbargoed) implements PushResult {

    @Override
    public @Nullable UUID submission() {
      return receipt.id();
    }
  }

  /**
   * It has points that have to be corrected or justified.
   *
   * @param rows of the file
   * @param toCorrect how many such points there are
   * @param kinds every rule that found something
   * @param findings the first 1,000 of what was found, without what only informs
   * @param tellsEmbargoed whether a finding tells a figure that is not public
   * @param language in which whoever pushed first was answered
   * @param requestId of that request
   */
  record Refused(
      @Nullable UUID submission,
      int rows,
      long toCorrect,
      List<FindingKind> kinds,
      List<Finding> findings,
      boolean tellsEmbargoed,
      Language language,
      String requestId)
      implements PushResult {}

  /** It was pushed to a version that stored the answer instead of the result. */
  record Former(FormerAnswer answer) implements PushResult {

    /** The end of its address. */
    @Override
    public UUID submission() {
      String location = String.valueOf(answer.location());
      return UUID.fromString(location.substring(location.lastIndexOf('/') + 1));
    }
  }
}
