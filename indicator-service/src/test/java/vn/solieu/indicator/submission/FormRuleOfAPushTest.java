package vn.solieu.indicator.submission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static vn.solieu.indicator.form.Reporting.FARMING;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.solieu.indicator.form.Form;
import vn.solieu.indicator.form.FormRegister;
import vn.solieu.indicator.form.Reporting.Owed;
import vn.solieu.indicator.form.Reporting.RiceForm;
import vn.solieu.indicator.form.rule.Ceiling;
import vn.solieu.indicator.form.rule.Finding;
import vn.solieu.indicator.form.rule.Findings;
import vn.solieu.indicator.form.rule.FormRules;
import vn.solieu.indicator.submission.check.StagedPush;
import vn.solieu.platform.problem.Language;
import vn.solieu.platform.time.Period;
import vn.solieu.testing.UseTestEnvironment;

/** A push is checked by whatever rules its form has, also of a kind that only this test knows. */
@QuarkusTest
@UseTestEnvironment
class FormRuleOfAPushTest {

  @TempDir Path directory;

  @Inject Checking checking;
  @Inject FormRegister forms;

  @Test
  void figuresThatBreakARuleOfANewKindAreRefusedInItsWords() throws IOException {
    Owed owed = new RiceForm().owed();

    Findings found = check(owed, ceiling("300"));

    assertTrue(found.refuse());
    assertEquals(1, found.total());
    Finding finding = found.list().getFirst();
    assertEquals("V99", finding.rule());
    assertEquals(5, finding.row());
    assertEquals("value", finding.column());
    assertEquals("Giá trị 476,7 lớn hơn mức trần 300.", finding.messageVi());
    assertEquals("The value 476.7 is above the ceiling 300.", finding.messageEn());
  }

  @Test
  void figuresThatKeepARuleOfANewKindAreTaken() throws IOException {
    Owed owed = new RiceForm().owed();

    assertEquals(List.of(), check(owed, ceiling("476.7")).list());
  }

  /** A form may name a measure in a rule that none of its blocks asks for any more. */
  @Test
  void aRuleOfAMeasureThatTheFormDoesNotAskForFindsNothing() {
    Owed owed =
        new RiceForm()
            .sums(
                """
                {"measure": "rp-output", "dimension": "season", "total": "_T", "parts": ["WS", "SA"]}
                """)
            .changes("{\"measure\": \"rp-people\", \"percent\": 20}")
            .owed();

    owed.push(owed.file()).then().statusCode(201);
  }

  private static FormRules<Ceiling> ceiling(String most) {
    return new FormRules<>(Ceiling.KIND, List.of(new Ceiling("rp-area", new BigDecimal(most))));
  }

  private Findings check(Owed owed, FormRules<?> more) throws IOException {
    byte[] body = owed.file().getBytes(StandardCharsets.UTF_8);
    Spool.Limits limits = new Spool.Limits(directory, body.length, Duration.ofMinutes(1));
    QuarkusTransaction.begin();
    try (Spool spool = Spool.receive(new ByteArrayInputStream(body), limits)) {
      return checking
          .check(
              spool,
              new Push(Push.BodyFormat.CSV, null, null, null, null, Language.VI, "a-test"),
              with(forms.version(owed.form(), 1).form(), more),
              Period.parse(owed.period()),
              new StagedPush.Sender(FARMING, OffsetDateTime.parse("2024-01-01T00:00:00Z")))
          .findings();
    } finally {
      QuarkusTransaction.rollback();
    }
  }

  private static Form with(Form form, FormRules<?> more) {
    List<FormRules<?>> rules = new ArrayList<>(form.rules());
    rules.add(more);
    return new Form(
        form.id(),
        form.version(),
        form.symbol(),
        form.nameVi(),
        form.nameEn(),
        form.example(),
        form.publisher(),
        form.route(),
        form.appraisal(),
        form.frequency(),
        form.deadline(),
        form.agencies(),
        form.decimalSeparator(),
        form.defaultLevel(),
        form.origin(),
        form.blocks(),
        rules);
  }
}
