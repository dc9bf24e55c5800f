package vn.solieu.platform.http;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.jboss.resteasy.reactive.server.core.CurrentRequestManager;
import org.jboss.resteasy.reactive.server.core.EncodedMediaType;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;

/**
 * HEAD tells the type that GET has (RFC 9110 §9.3.2). The framework writes no entity then, and it
 * is the writing that gives a type its charset.
 */
public class HeadAnswers {

  @ServerResponseFilter
  public void tellType(ContainerRequestContext request, ContainerResponseContext response) {
    if (!request.getMethod().equals(HttpMethod.HEAD)
        || !response.hasEntity()
        || response.getMediaType() != null) {
      return;
    }
    // The request that a filter is given does not say what the resource produces.
    ResteasyReactiveRequestContext context = CurrentRequestManager.get();
    if (context != null
        && context.getTarget() != null
        && context.getTarget().getProduces() != null) {
      var type = context.getTarget().getProduces().getSortedOriginalMediaTypes()[0];
      response
          .getHeaders()
          .putSingle(HttpHeaders.CONTENT_TYPE, new EncodedMediaType(type).toString());
    }
  }
}
