package vn.solieu.platform.http;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Tells the next page of a {@link Page} in the {@code Link} header (RFC 8288). */
public class NextPage {

  @ServerResponseFilter
  public void link(ContainerRequestContext request, ContainerResponseContext response) {
    if (response.getEntity() instanceof Page<?> page && page.next() != null) {
      response.getHeaders().add(HttpHeaders.LINK, link(request.getUriInfo(), page.next()));
    }
  }

  /**
   * The header's value; for answers that are streamed. Relative, so that it holds behind the
   * gateway too.
   */
  public static String link(UriInfo asked, String cursor) {
    var next = asked.getRequestUriBuilder().replaceQueryParam("cursor", cursor).build();
    return "<" + next.getRawPath() + "?" + next.getRawQuery() + ">; rel=\"next\"";
  }
}
