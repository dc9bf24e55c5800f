package vn.solieu.indicator.form;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static vn.solieu.indicator.form.Reporting.statistician;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.KeyDeserializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.cfg.HandlerInstantiator;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.jsontype.TypeIdResolver;
import com.fasterxml.jackson.databind.jsontype.TypeResolverBuilder;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.solieu.indicator.area.Areas;
import vn.solieu.indicator.definition.Definitions;
import vn.solieu.indicator.form.Reporting.RiceForm;
import vn.solieu.indicator.form.rule.Ceiling;
import vn.solieu.indicator.form.rule.FormRuleKinds;
import vn.solieu.platform.problem.Violation;
import vn.solieu.platform.problem.Violations;
import vn.solieu.testing.UseTestEnvironment;

/**
 * A kind of rule is one class: what it needs beside the class is its place in the list of kinds.
 */
@QuarkusTest
@UseTestEnvironment
class FormRulesTest {

  @Inject ObjectMapper json;
  @Inject Definitions definitions;
  @Inject Areas areas;

  @Test
  void rulesOfANewKindAreReadAndWrittenAsAMemberOfTheForm() throws JsonProcessingException {
    FormDocument form = read("[{\"measure\": \"rp-area\", \"most\": 250.5}]");

    assertEquals(
        List.of(new Ceiling("rp-area", new BigDecimal("250.5"))),
        form.rules().get("ceilings").rules());
    assertEquals(
        "[{\"measure\":\"rp-area\",\"most\":250.5}]",
        json.valueToTree(form).get("ceilings").toString());
    assertTrue(form.as("CEILING", 1).toForm().rules().contains(form.rules().get("ceilings")));
  }

  @Test
  void whatIsWrongWithARuleOfANewKindIsToldBeforeTheFormIsKept() throws JsonProcessingException {
    Reporting.build();
    Violations found = new Violations();

    FormCheck.check(
        read(
            """
            [{"measure": "rp-area", "most": -1}, {"measure": "rp-nothing"}]
            """),
        definitions,
        areas,
        found);

    assertEquals(
        List.of("/ceilings/0/most", "/ceilings/1/measure", "/ceilings/1/most"),
        found.list().stream().map(Violation::pointer).toList());
  }

  @ParameterizedTest
  @ValueSource(strings = {"ceilings", "rules"})
  void aMemberOfNoKindIsRefusedAndThoseThatThereAreAreNamed(String member) {
    Reporting.build();
    for (String value : List.of("[]", "{}", "3", "null")) {
      statistician()
          .contentType("application/json")
          .body(new RiceForm().json().replaceFirst("\\{", "{\"%s\": %s,".formatted(member, value)))
          .put("/v1/forms/RP-CEILING")
          .then()
          .statusCode(400)
          .body("errors.size()", equalTo(1))
          .body("errors[0].pointer", equalTo("/" + member))
          .body("errors[0].rule", equalTo("unknown-member"))
          .body(
              "errors[0].messageEn",
              containsString(
                  "there are: agencies, appraisal, blocks, changes, deadline, decimalSeparator,"
                      + " defaultLevel, example, frequency, id, nameEn, nameVi, origin, publisher,"
                      + " route, sums, symbol, version."));
    }
  }

  /** As the service would, if its list of kinds had one more. */
  private FormDocument read(String ceilings) throws JsonProcessingException {
    ObjectNode form = (ObjectNode) json.readTree(new RiceForm().json());
    form.set("ceilings", json.readTree(ceilings));
    ObjectMapper more = json.copy();
    more.setHandlerInstantiator(new OneMoreKind());
    return more.readValue(form.toString(), FormDocument.class);
  }

  private static final class OneMoreKind extends HandlerInstantiator {

    @Override
    public @Nullable JsonDeserializer<?> deserializerInstance(
        DeserializationConfig config, Annotated annotated, Class<?> type) {
      return type == FormRulesReader.class
          ? new FormRulesReader(
              Stream.concat(FormRuleKinds.ALL.stream(), Stream.of(Ceiling.KIND)).toList())
          : null;
    }

    @Override
    public @Nullable KeyDeserializer keyDeserializerInstance(
        DeserializationConfig config, Annotated annotated, Class<?> type) {
      return null;
    }

    @Override
    public @Nullable JsonSerializer<?> serializerInstance(
        SerializationConfig config, Annotated annotated, Class<?> type) {
      return null;
    }

    @Override
    public @Nullable TypeResolverBuilder<?> typeResolverBuilderInstance(
        MapperConfig<?> config, Annotated annotated, Class<?> type) {
      return null;
    }

    @Override
    public @Nullable TypeIdResolver typeIdResolverInstance(
        MapperConfig<?> config, Annotated annotated, Class<?> type) {
      return null;
    }
  }
}
