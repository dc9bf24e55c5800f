package vn.solieu.indicator.submission;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import vn.solieu.indicator.definition.Definitions;
import vn.solieu.indicator.definition.EnumCodec;
import vn.solieu.indicator.definition.IndicatorSummary;
import vn.solieu.indicator.definition.Measure;
import vn.solieu.indicator.form.Columns;
import vn.solieu.indicator.form.Form;
import vn.solieu.indicator.form.rule.Findings;
import vn.solieu.indicator.form.rule.Rule;
import vn.solieu.indicator.observation.Reason;
import vn.solieu.indicator.submission.check.CrossRowRules;
import vn.solieu.indicator.submission.check.StagedPush;
import vn.solieu.platform.problem.LocalizedText;
import vn.solieu.platform.problem.ProblemException;
import vn.solieu.platform.problem.ProblemType;
import vn.solieu.platform.problem.Violation;
import vn.solieu.platform.sql.Sql;
import vn.solieu.platform.sql.SqlFailure;
import vn.solieu.platform.time.Period;

/** Reads a body into the staging tables of the transaction, and finds all that is wrong with it. */
@ApplicationScoped
class Checking {

  /** In seconds. Two million rows on a slow disk stay far below. */
  static final int LONGEST = 600;

  private final DataSource database;
  private final Definitions definitions;
  private final Directories directories;
  private final int mostRows;

  Checking(
      DataSource database,
      Definitions definitions,
      Directories directories,
      @ConfigProperty(name = "solieu.submission.max-rows", defaultValue = "2000000") int mostRows) {
    this.database = database;
    this.definitions = definitions;
    this.directories = directories;
    this.mostRows = mostRows;
  }

  /**
   * @param rows of the body
   * @param inOrder whether its figures are staged series by series, each from its first period to
   *     its last
   * @param fileRows in which rows of the body figures are
   * @param areas ids of those of which it has figures
   */
  record Checked(
      int rows, boolean inOrder, FileRows fileRows, Findings findings, Set<String> areas) {}

  /**
   * @throws ProblemException 400 when the body is not of the syntax that it says
   */
  Checked check(Spool body, Push push, Form form, Period round, StagedPush.Sender sender) {
    // All lookups come first: while a COPY runs, its connection does nothing else.
    Map<String, Measure> known = definitions.measures(form.measures());
    Map<String, CellMeasure> measures = measures(form, known);
    ReferenceData directory = directories.current();
    Columns columns = new Columns(form);
    FormCells cells = new FormCells(form, round, columns.dimensions(), measures, directory.areas());
    Findings findings = new Findings();
    if (push.lacksNotice()) {
      findings.add(Rule.NOTICE, null, null);
    }
    if (push.notice() != null && push.noticeEn() == null) {
      findings.inform(Rule.NOTICE_IN_ENGLISH, 1, null, null);
    }
    try (Connection connection = database.getConnection();
        Staging staging = new Staging(connection);
        Reader text = body.open()) {
      RowCheck rows =
          new RowCheck(
              form,
              columns,
              cells,
              directory,
              findings,
              staging,
              mostRows,
              push.notice() == null && !push.lacksNotice());
      LocalizedText otherFormat = body.otherFormat();
      if (otherFormat != null) {
        // Each cell would be found unreadable, and none would say why.
        findings.add(Rule.ENCODING, null, null, otherFormat);
        return new Checked(0, true, rows.fileRows(), findings, Set.of());
      }
      switch (push.format()) {
        case CSV -> new CsvRows(columns, form.decimalSeparator(), findings, rows).read(text);
        case JSON -> new JsonRows(columns, form.decimalSeparator(), findings, rows).read(text);
      }
      staging.finish();
      if (rows.isComplete()) {
        rows.finish(new MoreComplete(connection, form));
        CrossRowRules.check(
            new StagedPush(
                Sql.on(connection),
                form,
                round,
                sender,
                known,
                push.reason(),
                push.notice() != null,
                staging.mayHoldTwice(),
                staging.hasBlank(),
                staging.reasons(
                    EnumCodec.of(Objects.requireNonNullElse(push.reason(), Reason.FIRST)))),
            findings);
      }
      return new Checked(rows.rows(), staging.isInOrder(), rows.fileRows(), findings, rows.areas());
    } catch (Unreadable e) {
      throw new ProblemException(ProblemType.MALFORMED_REQUEST, e.where())
          .with(Violation.at("", "syntax", e.where()))
          .causedBy(e);
    } catch (SQLException e) {
      throw new SqlFailure(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Map<String, CellMeasure> measures(Form form, Map<String, Measure> known) {
    List<Measure> reported =
        form.blocks().stream()
            .map(block -> requireNonNull(known.get(block.measure())))
            .distinct()
            .toList();
    Map<String, IndicatorSummary> indicators =
        definitions.indicators(reported.stream().map(Measure::indicatorId).collect(toSet()));
    Map<String, List<String>> unitNames = definitions.unitNames();
    Map<String, Set<String>> codes = new HashMap<>();
    Map<String, CellMeasure> measures = new HashMap<>();
    for (Measure measure : reported) {
      measures.put(
          measure.id(),
          new CellMeasure(
              measure.key(),
              measure.indicatorKey(),
              measure.id(),
              measure.unitLabel(),
              namesUnit(measure)
                  ? unitNames.getOrDefault(measure.unitLabel(), List.of())
                  : List.of(),
              measure.decimals(),
              requireNonNull(indicators.get(measure.indicatorId())).breakdowns().stream()
                  .collect(
                      toMap(
                          IndicatorSummary.Breakdown::id,
                          breakdown ->
                              codes.computeIfAbsent(breakdown.codelist(), definitions::codes)))));
    }
    return measures;
  }

  /** Without a label for its multiplier a measure has the name of another unit, "đồng" for 10^9. */
  private static boolean namesUnit(Measure measure) {
    return measure.multiplier() == 0 || !measure.unitLabel().equals(measure.unit());
  }
}
