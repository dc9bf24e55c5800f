package vn.solieu.platform.http;

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
 * The methods of an address. An answer 405 must name them (RFC 9110 §15.5.6), and the framework
 * leaves them out.
 */
final class AllowedMethods {

  private static final Pattern VARIABLE = Pattern.compile("\\{[^}]*}");

  private AllowedMethods() {}

  /** As the {@code Allow} header carries them. */
  static String of(String path) {
    ResteasyReactiveRequestContext request = CurrentRequestManager.get();
    TreeSet<String> methods = new TreeSet<>();
    if (request != null) {
      for (Endpoint endpoint : endpoints(request)) {
        if (endpoint.path().matcher(path).matches()) {
          methods.add(endpoint.method());
        }
      }
    }
    if (methods.contains("GET")) {
      methods.add("HEAD");
    }
    return String.join(", ", methods);
  }

  private static List<Endpoint> endpoints(ResteasyReactiveRequestContext request) {
    List<Endpoint> endpoints = new ArrayList<>();
    RuntimeResourceVisitor.visitRuntimeResources(
        request.getDeployment().getPrefix(),
        request.getDeployment().getClassMappers(),
        new RuntimeResourceVisitor() {
          @Override
          public void visitRuntimeResource(String method, String path, RuntimeResource resource) {
            endpoints.add(new Endpoint(method, pattern(path)));
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

  private record Endpoint(String method, Pattern path) {}
}
