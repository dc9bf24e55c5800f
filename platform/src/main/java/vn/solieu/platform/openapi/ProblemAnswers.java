package vn.solieu.platform.openapi;

import static java.util.Objects.requireNonNull;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import vn.solieu.platform.http.Limit;
import vn.solieu.platform.problem.Problem;
import vn.solieu.platform.problem.ProblemMember;
import vn.solieu.platform.problem.ProblemType;

/**
 * Writes into the API document what follows from what an operation is (secured, with an id in its
 * path, with a body, conditional, in pages): its problem answers, the 304 of a conditional read,
 * the bounds of a page, the headers of its answers, and that a public one takes a token too. 429
 * and most 503 come from the gateway, in front of every operation. What an operation says itself is
 * left alone.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class ProblemAnswers implements OASFilter {

  /** As quarkus.smallrye-openapi.security-scheme-name says. */
  private static final String SCHEME = "bearerAuth";

  private static final String IF_NONE_MATCH = "If-None-Match";
  private static final String PROBLEM = "Problem";
  private static final String IF_MATCH = "If-Match";

  @Override
  public void filterOpenAPI(OpenAPI document) {
    if (document.getPaths() == null || document.getPaths().getPathItems() == null) {
      return;
    }
    if (document.getComponents() == null) {
      document.setComponents(OASFactory.createComponents());
    }
    Set<ProblemType> used = EnumSet.noneOf(ProblemType.class);
    document
        .getPaths()
        .getPathItems()
        .forEach(
            (path, item) ->
                item.getOperations()
                    .forEach(
                        (method, operation) -> {
                          conditional(item, method, operation);
                          paged(operation);
                          Set<ProblemType> apt = apt(path, item, method, operation);
                          used.addAll(apt);
                          apt.forEach(type -> refer(operation, type));
                          secured(operation);
                          Map<String, APIResponse> answers =
                              operation.getResponses().getAPIResponses();
                          answers.forEach(ProblemAnswers::complete);
                          answers.forEach(
                              (status, answer) ->
                                  SentHeader.of(item, method, operation, status)
                                      .forEach(header -> header.describe(answer)));
                        }));
    used.forEach(type -> document.getComponents().addResponse(name(type), answer(type)));
    Schema problem = requireNonNull(document.getComponents().getSchemas().get(PROBLEM));
    for (ProblemMember member : ProblemMember.values()) {
      problem.addProperty(member.id(), described(member));
    }
    for (SentHeader header : SentHeader.values()) {
      document.getComponents().addHeader(header.header(), header.described());
    }
  }

  private static Set<ProblemType> apt(
      String path, PathItem item, PathItem.HttpMethod method, Operation operation) {
    Set<ProblemType> apt =
        EnumSet.of(
            ProblemType.INVALID_PARAMETER,
            // Of a token that is not good, also where none is needed.
            ProblemType.UNAUTHENTICATED,
            // Also of an answer without content: the framework looks at what the resource could
            // send.
            ProblemType.NOT_ACCEPTABLE,
            ProblemType.TOO_MANY_REQUESTS,
            ProblemType.INTERNAL_ERROR,
            ProblemType.UNAVAILABLE);
    boolean secured = needsToken(operation);
    if (secured) {
      apt.add(ProblemType.FORBIDDEN);
    }
    if (path.contains("{")) {
      apt.add(ProblemType.NOT_FOUND);
    }
    if (operation.getRequestBody() != null) {
      apt.add(ProblemType.CONTENT_TOO_LARGE);
      apt.add(ProblemType.UNSUPPORTED_MEDIA_TYPE);
      apt.add(ProblemType.INVALID_CONTENT);
    }
    if (secured && method != PathItem.HttpMethod.GET) {
      apt.add(ProblemType.CONFLICT_OF_STATE);
    }
    if (takesHeader(IF_MATCH, item, operation)) {
      apt.add(ProblemType.PRECONDITION_FAILED);
      apt.add(ProblemType.PRECONDITION_REQUIRED);
    }
    return apt;
  }

  private static boolean needsToken(Operation operation) {
    return operation.getSecurity() != null && !operation.getSecurity().isEmpty();
  }

  /**
   * What needs no token takes one: who sends it is known by it, or refused where it is not good.
   */
  private static void secured(Operation operation) {
    if (!needsToken(operation)) {
      operation.setSecurity(
          List.of(
              OASFactory.createSecurityRequirement(),
              OASFactory.createSecurityRequirement().addScheme(SCHEME)));
    }
  }

  /** Where there is a 304 there is what asks for it, and the other way round. */
  private static void conditional(PathItem item, PathItem.HttpMethod method, Operation operation) {
    if (method != PathItem.HttpMethod.GET || operation.getResponses() == null) {
      return;
    }
    boolean asks = takesHeader(IF_NONE_MATCH, item, operation);
    boolean answers = operation.getResponses().hasAPIResponse("304");
    if (asks && !answers) {
      operation
          .getResponses()
          .addAPIResponse(
              "304", OASFactory.createAPIResponse().description("The caller has it as it stands."));
    } else if (answers && !asks) {
      operation.addParameter(
          OASFactory.createParameter()
              .name(IF_NONE_MATCH)
              .in(Parameter.In.HEADER)
              .schema(OASFactory.createSchema().addType(Schema.SchemaType.STRING)));
    }
  }

  /** What {@link Limit} holds every list to that says nothing else of its pages. */
  private static void paged(Operation operation) {
    Stream.ofNullable(operation.getParameters())
        .flatMap(List::stream)
        .filter(parameter -> Limit.NAME.equals(parameter.getName()))
        .filter(
            parameter ->
                parameter.getSchema() == null || parameter.getSchema().getMaximum() == null)
        .forEach(
            parameter ->
                parameter
                    .description(
                        "How many items a page holds at most. A page may hold fewer, as where items are long;"
                            + " whether another follows is told by `Link` alone.")
                    .schema(
                        OASFactory.createSchema()
                            .addType(Schema.SchemaType.INTEGER)
                            .minimum(BigDecimal.ONE)
                            .maximum(BigDecimal.valueOf(Limit.MOST))
                            .defaultValue(Limit.DEFAULT)));
  }

  static boolean takesHeader(String name, PathItem item, Operation operation) {
    return takes(Parameter.In.HEADER, name, item, operation);
  }

  static boolean takes(Parameter.In in, String name, PathItem item, Operation operation) {
    return Stream.of(item.getParameters(), operation.getParameters())
        .filter(Objects::nonNull)
        .flatMap(List::stream)
        .anyMatch(
            parameter -> parameter.getIn() == in && parameter.getName().equalsIgnoreCase(name));
  }

  private static void refer(Operation operation, ProblemType type) {
    if (operation.getResponses() == null) {
      operation.setResponses(OASFactory.createAPIResponses());
    }
    String status = Integer.toString(type.status());
    APIResponse said = operation.getResponses().getAPIResponse(status);
    if (said == null || isOfTheFramework(type, said)) {
      operation
          .getResponses()
          .addAPIResponse(
              status, OASFactory.createAPIResponse().ref("#/components/responses/" + name(type)));
    }
  }

  /** It writes 401 and 403 beside a security requirement, as if they had no body. */
  private static boolean isOfTheFramework(ProblemType type, APIResponse said) {
    return said.getContent() == null
        && (type == ProblemType.UNAUTHENTICATED || type == ProblemType.FORBIDDEN);
  }

  /** Whoever says in own words why it refuses need not say that it does so by a problem. */
  private static void complete(String status, APIResponse answer) {
    if ((status.startsWith("4") || status.startsWith("5"))
        && answer.getRef() == null
        && answer.getContent() == null) {
      answer.setContent(problem());
    }
  }

  private static APIResponse answer(ProblemType type) {
    APIResponse answer =
        OASFactory.createAPIResponse().description(kinds(type.status())).content(problem());
    SentHeader.of(type).forEach(header -> header.describe(answer));
    return answer;
  }

  private static Schema described(ProblemMember member) {
    Schema described =
        OASFactory.createSchema().addType(member.type()).description(member.description());
    return member == ProblemMember.KINDS
        ? described.items(
            OASFactory.createSchema()
                .addType(Schema.SchemaType.OBJECT)
                .required(List.of("rule", "severity", "count"))
                .addProperty("rule", text("Number of the rule."))
                .addProperty("severity", text("`hard`, `soft` or `info`."))
                .addProperty(
                    "count",
                    OASFactory.createSchema()
                        .addType(Schema.SchemaType.INTEGER)
                        .description("How often it found something, also beyond errors.")))
        : described;
  }

  private static Schema text(String description) {
    return OASFactory.createSchema().addType(Schema.SchemaType.STRING).description(description);
  }

  private static Content problem() {
    return OASFactory.createContent()
        .addMediaType(
            Problem.MEDIA_TYPE,
            OASFactory.createMediaType()
                .schema(OASFactory.createSchema().ref("#/components/schemas/Problem")));
  }

  /** Several types may share a status. */
  private static String kinds(int status) {
    return Arrays.stream(ProblemType.values())
        .filter(type -> type.status() == status)
        .map(type -> type.title().en() + " (`" + type.uri() + "`)")
        .collect(Collectors.joining("; or: "));
  }

  private static String name(ProblemType type) {
    return "Problem" + type.status();
  }
}
