package vn.solieu.platform.http;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.MultivaluedMap;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;
import vn.solieu.platform.problem.ProblemType;
import vn.solieu.platform.problem.Text;
import vn.solieu.platform.problem.Violation;
import vn.solieu.platform.problem.Violations;

/**
 * Refuses query parameters that the resource method does not declare, and single-valued ones that
 * come twice: a misspelt filter that is ignored gives a wrong figure without a word. {@link
 * OpenParameters} switches the first part off.
 */
public class QueryParameters {

  private enum Arity {
    ONE,
    MANY
  }

  private final Map<Method, Map<String, Arity>> declared = new ConcurrentHashMap<>();

  @ServerRequestFilter
  public void check(ContainerRequestContext request, ResourceInfo resource) {
    Method method = resource.getResourceMethod();
    MultivaluedMap<String, String> sent = request.getUriInfo().getQueryParameters();
    Violations violations = new Violations();
    noNul(request.getUriInfo().getPathParameters(), "{%s}", violations);
    noNul(sent, "?%s", violations);
    Map<String, Arity> known = declared.computeIfAbsent(method, QueryParameters::declaredBy);
    boolean open =
        method.isAnnotationPresent(OpenParameters.class)
            || method.getDeclaringClass().isAnnotationPresent(OpenParameters.class);
    new TreeMap<>(sent)
        .forEach(
            (name, values) ->
                violations
                    .check(
                        open || known.containsKey(name),
                        Violation.inParameter(
                            name,
                            "unknown-parameter",
                            Text.of("Không có tham số này.", "There is no such parameter.")))
                    .check(
                        known.get(name) != Arity.ONE || values.size() == 1,
                        Violation.inParameter(
                            name,
                            "single",
                            Text.of("Chỉ được nêu một lần.", "It may be given once only."))));
    violations.throwIfAny(
        ProblemType.INVALID_PARAMETER,
        Text.of("Tham số không hợp lệ; xem errors.", "A parameter is not valid; see errors."));
  }

  /** PostgreSQL cannot hold U+0000 in a text, and nobody means it. */
  private static void noNul(
      MultivaluedMap<String, String> parameters, String pointer, Violations violations) {
    parameters.forEach(
        (name, values) ->
            violations.check(
                name.indexOf('\0') < 0 && values.stream().noneMatch(v -> v.indexOf('\0') >= 0),
                Violation.at(
                    pointer.formatted(name.replace('\0', '?')),
                    "character",
                    Text.of("Có ký tự U+0000.", "It holds the character U+0000."))));
  }

  private static Map<String, Arity> declaredBy(Method method) {
    Map<String, Arity> names = new HashMap<>();
    for (Parameter parameter : method.getParameters()) {
      if (parameter.isAnnotationPresent(BeanParam.class)) {
        for (Field field : parameter.getType().getDeclaredFields()) {
          add(names, field, field.getName(), field.getType());
        }
      } else {
        add(names, parameter, parameter.getName(), parameter.getType());
      }
    }
    return names;
  }

  private static void add(
      Map<String, Arity> names, AnnotatedElement element, String own, Class<?> type) {
    String name = nameOf(element, own);
    if (name != null) {
      names.put(
          name, Collection.class.isAssignableFrom(type) || type.isArray() ? Arity.MANY : Arity.ONE);
    }
  }

  private static @Nullable String nameOf(AnnotatedElement element, String own) {
    QueryParam query = element.getAnnotation(QueryParam.class);
    if (query != null) {
      return query.value();
    }
    RestQuery rest = element.getAnnotation(RestQuery.class);
    if (rest != null) {
      return rest.value().isEmpty() ? own : rest.value();
    }
    return null;
  }
}
