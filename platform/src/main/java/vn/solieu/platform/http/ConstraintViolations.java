package vn.solieu.platform.http;

import io.quarkus.arc.Subclass;
import jakarta.inject.Singleton;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.MessageInterpolator;
import jakarta.validation.Path;
import jakarta.validation.ValidatorFactory;
import jakarta.validation.metadata.ConstraintDescriptor;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.lang.reflect.Parameter;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;
import vn.solieu.platform.problem.LocalizedText;
import vn.solieu.platform.problem.ProblemException;
import vn.solieu.platform.problem.ProblemType;
import vn.solieu.platform.problem.Violation;
import vn.solieu.platform.problem.Violations;

/**
 * Bean Validation of a resource method as a problem. Parameters are 400, the body is 422. Messages
 * come from {@code ContributorValidationMessages} in each language.
 */
@Singleton
class ConstraintViolations {

  private static final Locale VIETNAMESE = Locale.of("vi");

  private final MessageInterpolator messages;

  ConstraintViolations(ValidatorFactory validation) {
    this.messages = validation.getMessageInterpolator();
  }

  ProblemException problem(ConstraintViolationException failure) {
    List<Violation> all =
        failure.getConstraintViolations().stream()
            .map(this::violation)
            .sorted(
                Comparator.comparing((Violation v) -> String.valueOf(v.pointer()))
                    .thenComparing(Violation::rule))
            .limit(Violations.KEPT)
            .toList();
    boolean inBody = all.stream().allMatch(ConstraintViolations::isInBody);
    return (inBody
            ? new ProblemException(
                ProblemType.INVALID_CONTENT,
                LocalizedText.of(
                    "Nội dung không hợp lệ; xem errors.", "The content is not valid; see errors."))
            : new ProblemException(
                ProblemType.INVALID_PARAMETER,
                LocalizedText.of(
                    "Tham số không hợp lệ; xem errors.", "A parameter is not valid; see errors.")))
        .with(all);
  }

  private static boolean isInBody(Violation violation) {
    String pointer = violation.pointer();
    return pointer == null || pointer.isEmpty() || pointer.startsWith("/");
  }

  private Violation violation(ConstraintViolation<?> violation) {
    return Violation.at(
        pointer(violation),
        kebab(violation.getConstraintDescriptor().getAnnotation().annotationType().getSimpleName()),
        LocalizedText.of(message(violation, VIETNAMESE), message(violation, Locale.ENGLISH)));
  }

  private String message(ConstraintViolation<?> violation, Locale locale) {
    return messages.interpolate(violation.getMessageTemplate(), new Context(violation), locale);
  }

  /** The path of a method's violation is: method, parameter, then the way into the parameter. */
  private static String pointer(ConstraintViolation<?> violation) {
    Iterator<Path.Node> path = violation.getPropertyPath().iterator();
    Path.MethodNode method = path.next().as(Path.MethodNode.class);
    Path.Node next = path.next();
    if (next.getKind() != ElementKind.PARAMETER) {
      return "";
    }
    Parameter parameter =
        parameter(
            violation.getRootBeanClass(),
            method,
            next.as(Path.ParameterNode.class).getParameterIndex());
    StringBuilder within = new StringBuilder();
    path.forEachRemaining(node -> append(within, node));
    if (parameter.isAnnotationPresent(BeanParam.class)) {
      return "?" + within.substring(1);
    }
    String outside = outsideBody(parameter);
    return outside == null ? within.toString() : outside;
  }

  private static void append(StringBuilder pointer, Path.Node node) {
    if (node.getIndex() != null) {
      pointer.append('/').append(node.getIndex());
    } else if (node.getKey() != null) {
      pointer.append('/').append(escape(node.getKey().toString()));
    }
    if (node.getKind() == ElementKind.PROPERTY) {
      pointer.append('/').append(escape(node.getName()));
    }
  }

  /** RFC 6901 §3. */
  private static String escape(String member) {
    return member.replace("~", "~0").replace("/", "~1");
  }

  private static @Nullable String outsideBody(Parameter parameter) {
    QueryParam query = parameter.getAnnotation(QueryParam.class);
    if (query != null) {
      return "?" + query.value();
    }
    RestQuery restQuery = parameter.getAnnotation(RestQuery.class);
    if (restQuery != null) {
      return "?" + (restQuery.value().isEmpty() ? parameter.getName() : restQuery.value());
    }
    HeaderParam header = parameter.getAnnotation(HeaderParam.class);
    if (header != null) {
      return header.value() + ":";
    }
    if (parameter.isAnnotationPresent(RestHeader.class)) {
      return parameter.getName() + ":";
    }
    if (parameter.isAnnotationPresent(PathParam.class)
        || parameter.isAnnotationPresent(RestPath.class)) {
      return "{" + parameter.getName() + "}";
    }
    return null;
  }

  private static Parameter parameter(Class<?> bean, Path.MethodNode method, int index) {
    Class<?> declaring = Subclass.class.isAssignableFrom(bean) ? bean.getSuperclass() : bean;
    try {
      return declaring.getDeclaredMethod(
              method.getName(), method.getParameterTypes().toArray(Class<?>[]::new))
          .getParameters()[index];
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException("a resource declares its own methods", e);
    }
  }

  private static String kebab(String name) {
    return name.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
  }

  private record Context(ConstraintViolation<?> violation) implements MessageInterpolator.Context {

    @Override
    public ConstraintDescriptor<?> getConstraintDescriptor() {
      return violation.getConstraintDescriptor();
    }

    @Override
    public Object getValidatedValue() {
      return violation.getInvalidValue();
    }

    @Override
    public <T> T unwrap(Class<T> type) {
      return type.cast(this);
    }
  }
}
