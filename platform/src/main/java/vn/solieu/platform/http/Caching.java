package vn.solieu.platform.http;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/**
 * Nobody keeps an answer to a token, or one that does not say that it may be kept. So a resource
 * that forgets to say so is slow for some, and leaks nothing.
 */
public class Caching {

  @ServerResponseFilter
  public void close(ContainerRequestContext request, ContainerResponseContext response) {
    String said = response.getHeaderString(HttpHeaders.CACHE_CONTROL);
    if (said == null
        || (!said.contains("no-store")
            && request.getHeaderString(HttpHeaders.AUTHORIZATION) != null)) {
      response.getHeaders().putSingle(HttpHeaders.CACHE_CONTROL, Responses.CLOSED);
    }
  }
}
