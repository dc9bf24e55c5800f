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
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
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

  /**
   * A declared parameter.
   *
   * @param type of the parameter
   */
  private record Declared(boolean many, Class<?> type) {

    boolean reads(String value) {
      try {
        Object _ =
            switch (type.getName()) {
              case "int", "java.lang.Integer" -> Integer.valueOf(value);
              case "long", "java.lang.Long" -> Long.valueOf(value);
              case "java.time.LocalDate" -> LocalDate.parse(value);
              case "java.time.OffsetDateTime" -> OffsetDateTime.parse(value);
              case "java.util.UUID" -> UUID.fromString(value);
              // The framework takes every other word for false: dryRun=yes would write.
              case "boolean", "java.lang.Boolean" -> exactly(value, "true", "false");
              default -> value;
            };
        return true;
      } catch (IllegalArgumentException | DateTimeException unreadable) {
        return false;
      }
    }

    private static String exactly(String value, String... words) {
      if (List.of(words).contains(value)) {
        return value;
      }
      throw new IllegalArgumentException(value);
    }
  }

  private final Map<Method, Map<String, Declared>> declared = new ConcurrentHashMap<>();

  @ServerRequestFilter
  public void check(ContainerRequestContext request, ResourceInfo resource) {
    Method method = resource.getResourceMethod();
    MultivaluedMap<String, String> sent = request.getUriInfo().getQueryParameters();
    Violations violations = new Violations();
    noNul(request.getUriInfo().getPathParameters(), "{%s}", violations);
    noNul(sent, "?%s", violations);
    Map<String, Declared> known = declared.computeIfAbsent(method, QueryParameters::declaredBy);
    boolean open =
        method.isAnnotationPresent(OpenParameters.class)
            || method.getDeclaringClass().isAnnotationPresent(OpenParameters.class);
    new TreeMap<>(sent)
        .forEach(
            (name, values) -> {
              Declared parameter = known.get(name);
              if (parameter == null) {
                violations.check(open, unknown(name));
              } else {
                violations
                    .check(parameter.many() || values.size() == 1, twice(name))
                    .check(values.stream().allMatch(parameter::reads), illTyped(name));
              }
            });
    violations.throwIfAny(
        ProblemType.INVALID_PARAMETER,
        Text.of("Tham số không hợp lệ; xem errors.", "A parameter is not valid; see errors."));
  }

  private static Violation unknown(String name) {
    return Violation.inParameter(
        name, "unknown-parameter", Text.of("Không có tham số này.", "There is no such parameter."));
  }

  private static Violation twice(String name) {
    return Violation.inParameter(
        name, "single", Text.of("Chỉ được nêu một lần.", "It may be given once only."));
  }

  private static Violation illTyped(String name) {
    return Violation.inParameter(
        name,
        "type",
        Text.of(
            "Giá trị không đúng kiểu theo tài liệu API.",
            "The value is not of the type that the API document says."));
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

  private static Map<String, Declared> declaredBy(Method method) {
    Map<String, Declared> names = new HashMap<>();
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
      Map<String, Declared> names, AnnotatedElement element, String own, Class<?> type) {
    String name = nameOf(element, own);
    if (name != null) {
      boolean many = Collection.class.isAssignableFrom(type) || type.isArray();
      names.put(name, new Declared(many, type));
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
