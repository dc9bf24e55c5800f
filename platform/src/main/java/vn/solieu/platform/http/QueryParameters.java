package vn.solieu.platform.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.MultivaluedMap;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.time.DateTimeException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;
import vn.solieu.platform.identity.Identifier;
import vn.solieu.platform.problem.LocalizedText;
import vn.solieu.platform.problem.ProblemType;
import vn.solieu.platform.problem.Violation;
import vn.solieu.platform.problem.Violations;
import vn.solieu.platform.time.Dates;
import vn.solieu.platform.time.Instants;
import vn.solieu.platform.time.Period;

/**
 * Holds parameters to what the resource method declares of them, which is what the API document
 * says: those of the path to their type; of the query their names, that single ones come once,
 * their type, the words of a closed list, their length. A misspelt filter that is passed over gives
 * a wrong figure without a word, and an unknown word an empty list that looks like an answer.
 * {@link OpenParameters} takes other names too.
 */
@Singleton
public class QueryParameters {

  /**
   * A declared parameter.
   *
   * @param pointer {@code ?name}; {@code {name}} in the path
   * @param words those that it may have; none when it is not of a closed list
   */
  private record Declared(
      String name,
      String pointer,
      Class<?> type,
      boolean required,
      List<String> words,
      int longest,
      boolean id) {

    /** Of which nothing is declared but its type. */
    static Declared of(String name, String pointer, Class<?> type) {
      return new Declared(name, pointer, type, false, List.of(), Integer.MAX_VALUE, false);
    }

    boolean isMany() {
      return Collection.class.isAssignableFrom(type) || type.isArray();
    }

    Optional<Violation> wrong(String value) {
      if (!words.isEmpty()) {
        String all = String.join(", ", words);
        return unless(
            words.contains(value),
            "word",
            LocalizedText.of("Phải là một trong: " + all + ".", "Must be one of: " + all + "."));
      }
      if (longest < Integer.MAX_VALUE) {
        return unless(
            value.length() <= longest && value.chars().noneMatch(Character::isISOControl),
            "length",
            LocalizedText.of(
                "Dài nhất " + longest + " ký tự, không có ký tự điều khiển.",
                "At most " + longest + " characters, without control characters."));
      }
      if (id) {
        return unless(
            Identifier.isValid(value),
            "id",
            LocalizedText.of("Không phải mã định danh.", "It is not an identifier."));
      }
      return switch (type.getName()) {
        case "int", "java.lang.Integer" -> unless(reads(Integer::valueOf, value), "type", NUMBER);
        case "long", "java.lang.Long" -> unless(reads(Long::valueOf, value), "type", NUMBER);
        // The framework takes every other word for false: dryRun=yes would write.
        case "boolean", "java.lang.Boolean" ->
            unless(
                value.equals("true") || value.equals("false"),
                "type",
                LocalizedText.of("Phải là true hoặc false.", "Must be true or false."));
        case "java.time.OffsetDateTime" ->
            unless(Instants.find(value).isPresent(), "type", Instants.fault(value));
        case "java.time.LocalDate" ->
            unless(Dates.find(value).isPresent(), "day", Dates.fault(value));
        case "java.util.UUID" ->
            // Java reads shortened ones too.
            unless(
                value.length() == 36 && reads(UUID::fromString, value),
                "id",
                LocalizedText.of("Phải là UUID.", "Must be a UUID."));
        case "vn.solieu.platform.time.Period" ->
            unless(
                Period.find(value).isPresent(),
                "period",
                LocalizedText.of(
                    "Viết kỳ như 2026-03, 2026-Q1, 2026-S1, 2026-01-01/P9M, 2026.",
                    "Write the period as in 2026-03, 2026-Q1, 2026-S1, 2026-01-01/P9M, 2026."));
        default -> Optional.empty();
      };
    }

    private Optional<Violation> unless(boolean fine, String rule, LocalizedText message) {
      return fine ? Optional.empty() : Optional.of(Violation.at(pointer, rule, message));
    }

    private static boolean reads(Function<String, ?> reader, String value) {
      try {
        return reader.apply(value) != null;
      } catch (IllegalArgumentException | DateTimeException unreadable) {
        return false;
      }
    }
  }

  private static final LocalizedText NUMBER =
      LocalizedText.of("Phải là số nguyên.", "Must be a whole number.");

  private final Map<Method, Map<String, Declared>> declared = new ConcurrentHashMap<>();
  private final Map<Method, List<Declared>> inPaths = new ConcurrentHashMap<>();
  private final ObjectMapper json;

  QueryParameters(ObjectMapper json) {
    this.json = json;
  }

  @ServerRequestFilter
  public void check(ContainerRequestContext request, ResourceInfo resource) {
    Method method = resource.getResourceMethod();
    MultivaluedMap<String, String> sent = request.getUriInfo().getQueryParameters();
    Violations violations = new Violations();
    noNul(request.getUriInfo().getPathParameters(), "{%s}", violations);
    noNul(sent, "?%s", violations);
    MultivaluedMap<String, String> path = request.getUriInfo().getPathParameters();
    // The framework answers what it cannot read without saying what it expects.
    inPaths.computeIfAbsent(method, QueryParameters::inPathOf).stream()
        .map(parameter -> parameter.wrong(String.valueOf(path.getFirst(parameter.name()))))
        .flatMap(Optional::stream)
        .forEach(violations::add);
    Map<String, Declared> known = declared.computeIfAbsent(method, this::declaredBy);
    boolean open =
        method.isAnnotationPresent(OpenParameters.class)
            || method.getDeclaringClass().isAnnotationPresent(OpenParameters.class);
    new TreeMap<>(sent)
        .forEach(
            (name, values) -> {
              Declared parameter = known.get(name);
              if (parameter == null) {
                if (!open) {
                  violations.add(unknown(name));
                }
              } else {
                if (values.size() > 1 && !parameter.isMany()) {
                  violations.add(twice(name));
                }
                values.stream()
                    .map(value -> wrong(parameter, value, open))
                    .flatMap(Optional::stream)
                    .findFirst()
                    .ifPresent(violations::add);
              }
            });
    known.values().stream()
        .filter(parameter -> parameter.required() && !sent.containsKey(parameter.name()))
        .forEach(parameter -> violations.add(missing(parameter.name())));
    violations.throwIfAny(
        ProblemType.INVALID_PARAMETER,
        LocalizedText.of(
            "Tham số không hợp lệ; xem errors.", "A parameter is not valid; see errors."));
  }

  private static Optional<Violation> wrong(Declared parameter, String value, boolean open) {
    return parameter.name().equals(Limit.NAME) && !open
        ? Limit.wrong(value)
        : parameter.wrong(value);
  }

  private static Violation unknown(String name) {
    return Violation.inParameter(
        name,
        "unknown-parameter",
        LocalizedText.of("Không có tham số này.", "There is no such parameter."));
  }

  private static Violation twice(String name) {
    return Violation.inParameter(
        name, "single", LocalizedText.of("Chỉ được nêu một lần.", "It may be given once only."));
  }

  private static Violation missing(String name) {
    return Violation.inParameter(
        name, "required", LocalizedText.of("Bắt buộc phải có.", "It is required."));
  }

  /** PostgreSQL cannot hold U+0000 in a text, and nobody means it. */
  private static void noNul(
      MultivaluedMap<String, String> parameters, String pointer, Violations violations) {
    parameters.forEach(
        (name, values) -> {
          if (name.indexOf('\0') >= 0 || values.stream().anyMatch(v -> v.indexOf('\0') >= 0)) {
            violations.add(
                Violation.at(
                    pointer.formatted(name.replace('\0', '?')),
                    "character",
                    LocalizedText.of("Có ký tự U+0000.", "It holds the character U+0000.")));
          }
        });
  }

  private static List<Declared> inPathOf(Method method) {
    return Arrays.stream(method.getParameters())
        .filter(parameter -> parameter.isAnnotationPresent(PathParam.class))
        .map(
            parameter -> {
              String name = parameter.getAnnotation(PathParam.class).value();
              return Declared.of(name, "{" + name + "}", parameter.getType());
            })
        .toList();
  }

  private Map<String, Declared> declaredBy(Method method) {
    Map<String, Declared> names = new TreeMap<>();
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

  private void add(
      Map<String, Declared> names, AnnotatedElement element, String own, Class<?> type) {
    String name = nameOf(element, own);
    if (name != null) {
      var document =
          element.getAnnotation(
              org.eclipse.microprofile.openapi.annotations.parameters.Parameter.class);
      Declared parameter =
          document == null
              ? Declared.of(name, "?" + name, type)
              : new Declared(
                  name,
                  "?" + name,
                  type,
                  document.required(),
                  words(document.schema()),
                  document.schema().maxLength(),
                  document.schema().pattern().equals(Identifier.PATTERN));
      names.put(name, parameter);
    }
  }

  private List<String> words(Schema schema) {
    if (schema.type() == SchemaType.BOOLEAN) {
      return List.of("true", "false");
    }
    Object[] constants = schema.implementation().getEnumConstants();
    return constants == null
        ? List.of(schema.enumeration())
        : Arrays.stream(constants)
            .map(constant -> json.convertValue(constant, String.class))
            .toList();
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
