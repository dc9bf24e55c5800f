package vn.solieu.platform.openapi;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import vn.solieu.platform.problem.Problem;
import vn.solieu.platform.problem.ProblemType;

/**
 * Writes the problem answers of each operation into the API document, from what the operation is:
 * secured, with an id in its path, with a body, with content in its answer, conditional; and the
 * 304 of a conditional read. 429 and most 503 come from the gateway, in front of every operation.
 * What an operation says itself is left alone.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class ProblemAnswers implements OASFilter {

  @Override
  public void filterOpenAPI(OpenAPI document) {
    if (document.getPaths() == null || document.getPaths().getPathItems() == null) {
      return;
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
                          Set<ProblemType> apt = apt(path, item, method, operation);
                          used.addAll(apt);
                          apt.forEach(type -> refer(operation, type));
                          if (isConditionalRead(item, method, operation)) {
                            notModified(operation);
                          }
                        }));
    if (document.getComponents() == null) {
      document.setComponents(OASFactory.createComponents());
    }
    used.forEach(type -> document.getComponents().addResponse(name(type), answer(type)));
  }

  private static Set<ProblemType> apt(
      String path, PathItem item, PathItem.HttpMethod method, Operation operation) {
    Set<ProblemType> apt =
        EnumSet.of(
            ProblemType.INVALID_PARAMETER,
            ProblemType.TOO_MANY_REQUESTS,
            ProblemType.INTERNAL_ERROR,
            ProblemType.UNAVAILABLE);
    if (answersWithContent(operation)) {
      apt.add(ProblemType.NOT_ACCEPTABLE);
    }
    boolean secured = operation.getSecurity() != null && !operation.getSecurity().isEmpty();
    if (secured) {
      apt.add(ProblemType.UNAUTHENTICATED);
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
    if (takesHeader("if-match", item, operation)) {
      apt.add(ProblemType.PRECONDITION_FAILED);
      apt.add(ProblemType.PRECONDITION_REQUIRED);
    }
    return apt;
  }

  /** Without content there is no format that {@code Accept} could refuse. */
  private static boolean answersWithContent(Operation operation) {
    return operation.getResponses() != null
        && operation.getResponses().getAPIResponses().entrySet().stream()
            .anyMatch(
                answer ->
                    answer.getKey().startsWith("2") && answer.getValue().getContent() != null);
  }

  private static boolean isConditionalRead(
      PathItem item, PathItem.HttpMethod method, Operation operation) {
    return method == PathItem.HttpMethod.GET && takesHeader("if-none-match", item, operation);
  }

  private static void notModified(Operation operation) {
    if (!operation.getResponses().hasAPIResponse("304")) {
      operation
          .getResponses()
          .addAPIResponse(
              "304", OASFactory.createAPIResponse().description("The caller has it as it stands."));
    }
  }

  private static boolean takesHeader(String name, PathItem item, Operation operation) {
    return Stream.of(item.getParameters(), operation.getParameters())
        .filter(Objects::nonNull)
        .flatMap(List::stream)
        .anyMatch(
            parameter ->
                parameter.getIn() == Parameter.In.HEADER
                    && parameter.getName().toLowerCase(Locale.ROOT).equals(name));
  }

  private static void refer(Operation operation, ProblemType type) {
    if (operation.getResponses() == null) {
      operation.setResponses(OASFactory.createAPIResponses());
    }
    String status = Integer.toString(type.status());
    if (!operation.getResponses().hasAPIResponse(status)) {
      operation
          .getResponses()
          .addAPIResponse(
              status, OASFactory.createAPIResponse().ref("#/components/responses/" + name(type)));
    }
  }

  private static APIResponse answer(ProblemType type) {
    return OASFactory.createAPIResponse()
        .description(kinds(type.status()))
        .content(
            OASFactory.createContent()
                .addMediaType(
                    Problem.MEDIA_TYPE,
                    OASFactory.createMediaType()
                        .schema(OASFactory.createSchema().ref("#/components/schemas/Problem"))));
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
