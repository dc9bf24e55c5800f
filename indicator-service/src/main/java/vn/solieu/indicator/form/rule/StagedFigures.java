package vn.solieu.indicator.form.rule;

import java.util.Map;
import java.util.Objects;
import vn.solieu.indicator.definition.Measure;
import vn.solieu.platform.sql.Sql;

/**
 * The figures of a push as the rules of its form get them. They stand in the temporary tables
 * {@code staged_series}, {@code staged_figure} and {@code staged_period}; what the sender may know
 * beside them, {@code figure_known_to} says.
 *
 * @param sql in the session that has the tables
 * @param form id of the form
 * @param agency id of the sender
 * @param measures of the form, by id
 */
public record StagedFigures(Sql sql, String form, String agency, Map<String, Measure> measures) {

  Measure measure(String id) {
    return Objects.requireNonNull(measures.get(id));
  }
}
