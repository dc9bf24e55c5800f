package vn.solieu.testing;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.EvaluationResult;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The rules over a package that breaks each of them, and over one that keeps them all. */
class ArchitectureRulesTest {

  private static final JavaClasses BROKEN =
      new ClassFileImporter().importPackages("vn.solieu.broken");
  private static final JavaClasses KEPT = new ClassFileImporter().importPackages("vn.solieu.kept");

  /** What each rule must find. */
  private static final Map<String, List<String>> FINDINGS =
      Map.ofEntries(
          Map.entry(
              "RULES_ARE_PURE",
              List.of(
                  "vn.solieu.broken.rules.Verdict",
                  "FigureRules.sql",
                  "vn.solieu.broken.figure.LateCheck")),
          Map.entry("SERVICES_OWN_TRANSACTIONS", List.of("vn.solieu.broken.rules.Verdict")),
          Map.entry("SERVICE_METHODS_OWN_TRANSACTIONS", List.of("FigureResource.read()")),
          Map.entry("EVENTS_ARE_TAKEN_IN_THEIR_ORDER", List.of("Reader.hear(")),
          Map.entry(
              "RESOURCES_ARE_THIN",
              List.of("FigureResource.figures", "RowResource.nested", "RowResource.sql")),
          Map.entry("SERVICES_KNOW_NO_HTTP", List.of("FigureService.answer()")),
          Map.entry("SQL_IS_IN_REPOSITORIES", List.of("FigureService.sql")),
          Map.entry("FEATURES_MEET_AT_PUBLIC_TYPES", List.of("Borrower.figures")),
          Map.entry("PUBLIC_READS_GO_THROUGH_THE_GATE", List.of("ObservationReader.read()")),
          Map.entry("RESOURCES_ARE_GUARDED", List.of("FigureResource.read()")),
          Map.entry("ADDRESSES_ARE_RELATIVE", List.of("Response.created(")),
          Map.entry(
              "TIME_COMES_FROM_THE_CLOCK", List.of("Instant.now()", "System.currentTimeMillis()")),
          Map.entry("FEATURES_ARE_FREE_OF_CYCLES", List.of("figure", "reader")),
          Map.entry("ENTITIES_STAY_AT_HOME", List.of("vn.solieu.broken.reader.Reader")),
          Map.entry("FIGURES_ARE_EXACT", List.of("Figure.value is a double")));

  @Test
  void eachFindsWhatBreaksItAndSaysHowToPutItRight() throws Exception {
    for (Field field : rules()) {
      ArchRule rule = (ArchRule) field.get(null);
      EvaluationResult result = rule.evaluate(BROKEN);
      String report = result.getFailureReport().toString();
      List<String> expected = FINDINGS.get(field.getName());
      if (expected == null) {
        fail(field.getName() + " is not tested");
      }
      for (String finding : expected) {
        assertTrue(report.contains(finding), field.getName() + " found only: " + report);
      }
      assertTrue(report.contains("because"), report);
    }
  }

  @Test
  void noneObjectsToWhatKeepsThem() throws Exception {
    for (Field field : rules()) {
      ((ArchRule) field.get(null)).check(KEPT);
    }
  }

  private static List<Field> rules() {
    return Arrays.stream(ArchitectureRules.class.getDeclaredFields())
        .filter(field -> field.isAnnotationPresent(ArchTest.class))
        .toList();
  }
}
