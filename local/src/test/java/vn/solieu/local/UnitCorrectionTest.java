package vn.solieu.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** What an earlier sample left in an installation. */
class UnitCorrectionTest {

  private final UnitCorrection units = new UnitCorrection();

  @Test
  void whatTheSampleHasNeedsNoCorrection() {
    for (String register : List.of("codelists", "indicators")) {
      Sample.documents(register)
          .forEach(
              (id, document) ->
                  assertEquals(
                      Optional.empty(), units.of(register, stored(id, document), document), id));
    }
  }

  @Test
  void aMeasureGetsItsBaseUnitAndKeepsWhatElseWasChanged() {
    JsonNode sample = Sample.documents("indicators").get("rice-production");
    ObjectNode stored = stored("rice-production", sample);
    for (JsonNode measure : stored.get("measures")) {
      String label =
          Map.of("HA", "HA_K", "TONNE", "TONNE_K")
              .getOrDefault(measure.get("unit").asText(), measure.get("unit").asText());
      ((ObjectNode) measure).put("unit", label);
    }
    stored.put("conceptEn", "Said otherwise here.");

    JsonNode corrected = units.of("indicators", stored, sample).orElseThrow();

    assertEquals(List.of("HA", "QUINTAL_PER_HA", "TONNE"), corrected.findValuesAsText("unit"));
    assertEquals(List.of("3", "0", "3"), corrected.findValuesAsText("multiplier"));
    assertEquals("Said otherwise here.", corrected.get("conceptEn").asText());
  }

  @Test
  void anotherUnitThatSomebodyChoseStays() {
    JsonNode sample = Sample.documents("indicators").get("state-budget-investment");
    ObjectNode stored = stored("state-budget-investment", sample);
    ((ObjectNode) stored.at("/measures/0")).put("unit", "VND_BN").put("multiplier", 0);

    assertEquals(Optional.empty(), units.of("indicators", stored, sample));
  }

  @Test
  void theListOfUnitsGetsTheBaseUnitsAndKeepsTheCodesOfOthers() {
    JsonNode sample = Sample.documents("codelists").get("CL_UNIT");
    ObjectNode stored = stored("CL_UNIT", sample);
    ArrayNode codes = (ArrayNode) stored.get("codes");
    for (int i = codes.size() - 1; i >= 0; i--) {
      ObjectNode code = (ObjectNode) codes.get(i);
      if (List.of("VND", "TONNE").contains(code.get("code").asText())) {
        codes.remove(i);
      }
      code.remove(List.of("base", "multiplier"));
    }
    codes.addObject().put("code", "OURS").put("nameVi", "của ta");

    JsonNode corrected = units.of("codelists", stored, sample).orElseThrow();

    assertEquals(List.of("HA", "TONNE", "VND"), corrected.findValuesAsText("base"));
    assertTrue(
        corrected.findValuesAsText("code").containsAll(List.of("VND", "TONNE", "OURS")),
        corrected.toString());
    assertEquals(
        StreamSupport.stream(sample.get("codes").spliterator(), false).count() + 1,
        corrected.get("codes").size());
  }

  private static ObjectNode stored(String id, JsonNode document) {
    return document.<ObjectNode>deepCopy().put("id", id).put("version", 1);
  }
}
