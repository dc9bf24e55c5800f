package vn.solieu.indicator.submission;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vn.solieu.indicator.definition.EnumCodec;
import vn.solieu.indicator.form.rule.Rule;
import vn.solieu.testing.UseTestEnvironment;

/** Whoever meets the number of a rule in a finding reads in the contract what it means. */
@QuarkusTest
@UseTestEnvironment
class RulesInTheDocumentTest {

  @ParameterizedTest
  @EnumSource(Rule.class)
  void theContractExplainsEveryRuleInBothLanguages(Rule rule) {
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
  @EnumSource(Rule.class)
  void aMeaningIsALineWithWordsOfItsOwn(Rule rule) {
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
        Rule.SUM_OF_PARTS.meaning().en());
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
