package vn.solieu.indicator.form.rule;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a finding does to a submission. */
public enum Severity {
  /** It is refused. */
  @JsonProperty("hard")
  HARD,
  /** It is refused unless the row gives a justification, which then stays with the figure. */
  @JsonProperty("soft")
  SOFT,
  /** It is told, and nothing has to be done. */
  @JsonProperty("info")
  INFO
}
