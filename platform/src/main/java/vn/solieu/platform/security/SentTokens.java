package vn.solieu.platform.security;

import io.quarkus.security.UnauthorizedException;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Whoever sends credentials is known by them or refused (401), also where none are needed. Else it
 * would depend on the operation whether a token that has expired is noticed, and an office would
 * take the public's answer for its own. A reader who wants the public's answer sends none.
 */
@Singleton
public class SentTokens {

  private final CurrentCaller caller;

  SentTokens(CurrentCaller caller) {
    this.caller = caller;
  }

  /** Before anything is said of what was asked for. */
  @ServerRequestFilter(priority = Priorities.AUTHENTICATION)
  public void check(ContainerRequestContext request) {
    if (request.getHeaderString(HttpHeaders.AUTHORIZATION) != null && caller.find().isEmpty()) {
      throw new UnauthorizedException();
    }
  }
}
