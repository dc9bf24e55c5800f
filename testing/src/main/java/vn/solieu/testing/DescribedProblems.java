package vn.solieu.testing;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.callback.QuarkusTestBeforeClassCallback;
import io.restassured.RestAssured;
import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Holds every problem that a test of a service provokes against the schema that the service's own
 * API document gives of problems. It is there for all tests of a service, unasked: a body that the
 * document does not describe fails whichever test meets it.
 */
public final class DescribedProblems implements QuarkusTestBeforeClassCallback, Filter {

  private static final DescribedProblems ONE = new DescribedProblems();

  private @Nullable StrictSchema problem;

  @Override
  public void beforeClass(Class<?> test) {
    if (test.isAnnotationPresent(UseTestEnvironment.class)) {
      RestAssured.replaceFiltersWith(ONE);
    }
  }

  @Override
  public Response filter(
      FilterableRequestSpecification request,
      FilterableResponseSpecification expected,
      FilterContext context) {
    Response answer = context.next(request, expected);
    String body = answer.asString();
    if (answer.contentType().startsWith("application/problem+json") && !body.isEmpty()) {
      List<String> errors = problem().errors(body);
      if (!errors.isEmpty()) {
        throw new AssertionError(
            "%s %s is answered by a problem that the API document does not describe: %s%n%s"
                .formatted(request.getMethod(), request.getURI(), errors, body));
      }
    }
    return answer;
  }

  private synchronized StrictSchema problem() {
    if (problem == null) {
      JsonNode document =
          RestAssured.given().noFilters().get("/openapi?format=json").as(JsonNode.class);
      problem = StrictSchema.of(document, "Problem");
    }
    return problem;
  }
}
