package vn.solieu.indicator.form;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vn.solieu.indicator.definition.EnumCodec;
import vn.solieu.indicator.form.rule.FormRuleKinds;
import vn.solieu.indicator.form.rule.ValidationRule;
import vn.solieu.testing.UseTestEnvironment;

/** Whoever meets the number of a rule in a finding reads in the contract what it means. */
@QuarkusTest
@UseTestEnvironment
class RulesInTheDocumentTest {

  @ParameterizedTest
  @MethodSource("rules")
  void theContractExplainsEveryRuleInBothLanguages(ValidationRule rule) {
    String line =
        described()
            .lines()
            .filter(each -> each.startsWith("| " + rule.id() + " |"))
            .findFirst()
            .orElse("");

    assertTrue(
        line.startsWith("| %s | %s | ".formatted(rule.id(), EnumCodec.of(rule.severity()))), line);
    assertTrue(line.contains(rule.meaning().en()), line);
    assertTrue(line.contains(rule.meaning().vi()), line);
  }

  /** A meaning is a sentence of its own, and breaks no table. */
  @ParameterizedTest
  @MethodSource("rules")
  void aMeaningIsALineWithWordsOfItsOwn(ValidationRule rule) {
    for (String meaning : new String[] {rule.meaning().en(), rule.meaning().vi()}) {
      assertTrue(meaning.replace("…", "").strip().length() > 15, meaning);
      assertFalse(
          meaning.contains("|") || meaning.contains("\n") || meaning.contains("$"), meaning);
    }
  }

  @Test
  void theSumOfPartsReadsLikeThis() {
    assertEquals(
        "The total … differs from the sum of its parts … (by …, allowed …).",
        FormRuleKinds.ALL.getFirst().finding().meaning().en());
  }

  static Stream<ValidationRule> rules() {
    return RulesInTheDocument.rules();
  }

  private static String described() {
    return given()
        .get("/openapi?format=json")
        .then()
        .statusCode(200)
        .extract()
        .path("components.schemas.Finding.properties.rule.description");
  }
}
