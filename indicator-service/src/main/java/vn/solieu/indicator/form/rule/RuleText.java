package vn.solieu.indicator.form.rule;

/** The number and texts of a rule that forms choose. */
record RuleText(String id, Severity severity, Source source, String vi, String en)
    implements ValidationRule {}
