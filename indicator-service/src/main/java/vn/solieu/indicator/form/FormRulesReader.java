package vn.solieu.indicator.form;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.solieu.indicator.form.rule.FormRule;
import vn.solieu.indicator.form.rule.FormRuleKind;
import vn.solieu.indicator.form.rule.FormRuleKinds;
import vn.solieu.indicator.form.rule.FormRules;

/**
 * Reads the members of a form that hold its rules, each as the kind of that name. Any other member
 * that the form does not have is refused as in every document: also {@code rules}, the component
 * that has them, which Jackson would take for a member.
 */
final class FormRulesReader extends StdDeserializer<FormRules<?>> {

  private static final long serialVersionUID = 1;

  private final transient List<FormRuleKind<?>> kinds;

  FormRulesReader() {
    this(FormRuleKinds.ALL);
  }

  FormRulesReader(List<FormRuleKind<?>> kinds) {
    super(FormRules.class);
    this.kinds = kinds;
  }

  @Override
  public FormRules<?> deserialize(JsonParser parser, DeserializationContext context)
      throws IOException {
    return read(kind(parser, context), parser, context);
  }

  /** As a list that is absent. */
  @Override
  public @Nullable FormRules<?> getNullValue(DeserializationContext context)
      throws UnrecognizedPropertyException {
    kind(context.getParser(), context);
    return null;
  }

  @Override
  public @Nullable Object getAbsentValue(DeserializationContext context) {
    return null;
  }

  private static <R extends FormRule> FormRules<R> read(
      FormRuleKind<R> kind, JsonParser parser, DeserializationContext context) throws IOException {
    List<R> rules =
        context.readValue(
            parser, context.getTypeFactory().constructCollectionType(List.class, kind.type()));
    return new FormRules<>(kind, rules);
  }

  private FormRuleKind<?> kind(JsonParser parser, DeserializationContext context)
      throws UnrecognizedPropertyException {
    JsonStreamContext place = parser.getParsingContext();
    String member =
        (parser.currentToken().isStructStart() ? place.getParent() : place).getCurrentName();
    for (FormRuleKind<?> kind : kinds) {
      if (kind.member().equals(member)) {
        return kind;
      }
    }
    throw unknown(member, parser, context);
  }

  private UnrecognizedPropertyException unknown(
      String member, JsonParser parser, DeserializationContext context) {
    List<Object> known = new ArrayList<>();
    context
        .getConfig()
        .introspect(context.constructType(FormDocument.class))
        .findProperties()
        .forEach(property -> known.add(property.getName()));
    known.remove("rules");
    kinds.forEach(kind -> known.add(kind.member()));
    return new UnrecognizedPropertyException(
        parser,
        "a form has no such member",
        parser.currentLocation(),
        FormDocument.class,
        member,
        known);
  }
}
