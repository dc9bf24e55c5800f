package vn.solieu.platform.http;

import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.server.core.CurrentRequestManager;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.mapping.RuntimeResource;
import org.jboss.resteasy.reactive.server.util.RuntimeResourceVisitor;

/**
 * What an address takes: its methods, which an answer 405 must name (RFC 9110 §15.5.6), and the
 * types of content of each, which 415 may (§15.5.16). The framework leaves both out.
 */
final class Endpoints {

  private static final Pattern VARIABLE = Pattern.compile("\\{[^}]*}");

  private Endpoints() {}

  /** As the {@code Allow} header carries them. */
  static String methods(String path) {
    TreeSet<String> methods = new TreeSet<>();
    for (Endpoint endpoint : at(path)) {
      methods.add(endpoint.method());
    }
    if (methods.contains("GET")) {
      methods.add("HEAD");
    }
    return String.join(", ", methods);
  }

  /** As the {@code Accept} header carries them; empty where the content may be of any type. */
  static String types(String method, String path) {
    return at(path).stream()
        .filter(endpoint -> endpoint.method().equals(method))
        .flatMap(endpoint -> endpoint.types().stream())
        .map(MediaType::toString)
        .distinct()
        .collect(Collectors.joining(", "));
  }

  private static List<Endpoint> at(String path) {
    List<Endpoint> endpoints = new ArrayList<>();
    ResteasyReactiveRequestContext request = CurrentRequestManager.get();
    if (request == null) {
      return endpoints;
    }
    RuntimeResourceVisitor.visitRuntimeResources(
        request.getDeployment().getPrefix(),
        request.getDeployment().getClassMappers(),
        new RuntimeResourceVisitor() {
          @Override
          public void visitRuntimeResource(
              String method, String template, RuntimeResource resource) {
            if (pattern(template).matcher(path).matches()) {
              endpoints.add(new Endpoint(method, resource.getConsumes()));
            }
          }
        });
    return endpoints;
  }

  private static Pattern pattern(String template) {
    return Pattern.compile(
        VARIABLE
            .splitAsStream(template + " ")
            .map(Pattern::quote)
            .collect(Collectors.joining("[^/]+"))
            .replace(" ", ""));
  }

  /**
   * @param types of the content that it takes; none where it may be of any
   */
  private record Endpoint(String method, List<MediaType> types) {}
}
