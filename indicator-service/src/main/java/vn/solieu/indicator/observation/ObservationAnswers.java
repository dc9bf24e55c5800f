package vn.solieu.indicator.observation;

import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Map;
import vn.solieu.platform.http.NextPage;
import vn.solieu.platform.http.PacedOutput;
import vn.solieu.platform.http.Responses;
import vn.solieu.platform.publication.Sequences;
import vn.solieu.platform.security.CurrentCaller;

/** Puts an answer of {@link Observations} into HTTP. */
@ApplicationScoped
class ObservationAnswers {

  private final Observations observations;
  private final CurrentCaller caller;

  ObservationAnswers(Observations observations, CurrentCaller caller) {
    this.observations = observations;
    this.caller = caller;
  }

  Response of(
      Map<String, List<String>> query, UriInfo uri, HttpHeaders headers, RoutingContext request) {
    // A bad token is refused before anything else. Most readers send none, and to be told so by the
    // identity costs them more than to look.
    boolean hasToken =
        headers.getHeaderString(HttpHeaders.AUTHORIZATION) != null && caller.find().isPresent();
    Observations.Answer answer =
        observations.answer(
            query,
            headers.getAcceptableMediaTypes(),
            headers.getHeaderString(HttpHeaders.IF_NONE_MATCH));
    ResponseBuilder response =
        answer.body() == null
            ? Response.notModified()
            : Response.ok(entity(answer.body(), request), answer.format().mediaType());
    response
        .header(HttpHeaders.ETAG, answer.tag().toHeader())
        .header(HttpHeaders.CACHE_CONTROL, hasToken ? Responses.CLOSED : Responses.OPEN)
        .header(HttpHeaders.VARY, "Accept, Authorization")
        .header(Sequences.HEADER, answer.counted());
    if (answer.next() != null) {
      response.header(HttpHeaders.LINK, NextPage.link(uri, answer.next()));
    }
    return response.build();
  }

  private static Object entity(Object body, RoutingContext request) {
    return body instanceof StreamingOutput answer ? PacedOutput.of(answer, request) : body;
  }
}
