package vn.solieu.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * The unit of measures in an installation that an earlier sample was loaded into: it named thousand
 * hectares with the multiplier 3, which says a million hectares. What somebody has changed since
 * stays; only such a unit is exchanged for its base unit.
 */
final class UnitCorrection {

  private static final String UNITS = "CL_UNIT";

  /** Codes of the sample that are the label of a base unit with a multiplier. */
  private final Map<String, JsonNode> labels = new HashMap<>();

  UnitCorrection() {
    JsonNode units = Objects.requireNonNull(Sample.documents("codelists").get(UNITS), UNITS);
    for (JsonNode code : units.get("codes")) {
      if (code.has("base")) {
        labels.put(code.get("code").asText(), code);
      }
    }
  }

  /**
   * The document as it should be stored, if it should be another.
   *
   * @param stored what the installation has
   * @param sample what the sample has under the same id
   */
  Optional<JsonNode> of(String register, JsonNode stored, JsonNode sample) {
    ObjectNode corrected = stored.deepCopy();
    switch (register) {
      case "codelists" -> {
        if (stored.get("id").asText().equals(UNITS)) {
          correctCodes((ArrayNode) corrected.get("codes"), sample.get("codes"));
        }
      }
      case "indicators" -> correctMeasures(corrected.get("measures"), sample.get("measures"));
      default -> {
        // Nothing else has a unit.
      }
    }
    return corrected.equals(stored) ? Optional.empty() : Optional.of(corrected);
  }

  private static void correctCodes(ArrayNode stored, JsonNode sample) {
    for (JsonNode code : sample) {
      Optional<JsonNode> same = find(stored, "code", code);
      if (same.isEmpty()) {
        stored.add(code);
      } else if (code.has("base") && !same.get().has("base")) {
        ((ObjectNode) same.get())
            .<ObjectNode>set("base", code.get("base"))
            .set("multiplier", code.get("multiplier"));
      }
    }
  }

  private void correctMeasures(JsonNode stored, JsonNode sample) {
    for (JsonNode measure : sample) {
      find(stored, "id", measure)
          .filter(same -> isLabelOf(same, measure))
          .ifPresent(same -> ((ObjectNode) same).set("unit", measure.get("unit")));
    }
  }

  private boolean isLabelOf(JsonNode stored, JsonNode sample) {
    JsonNode label = labels.get(stored.get("unit").asText());
    return label != null
        && label.get("base").equals(sample.get("unit"))
        && label.get("multiplier").equals(sample.get("multiplier"))
        && stored.get("multiplier").equals(sample.get("multiplier"));
  }

  private static Optional<JsonNode> find(JsonNode all, String member, JsonNode like) {
    return StreamSupport.stream(all.spliterator(), false)
        .filter(one -> one.get(member).equals(like.get(member)))
        .findFirst();
  }
}
