package vn.solieu.indicator.observation;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.Explode;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterStyle;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import vn.solieu.platform.http.NextPage;
import vn.solieu.platform.http.OpenParameters;
import vn.solieu.platform.problem.ProblemException;
import vn.solieu.platform.problem.ProblemType;
import vn.solieu.platform.problem.Text;
import vn.solieu.platform.problem.Violation;
import vn.solieu.platform.publication.Sequences;
import vn.solieu.platform.security.CurrentCaller;

/** Public figures. */
@Path("/v1")
@PermitAll
@RunOnVirtualThread
@Tag(name = "observations", description = "Published figures, now and as they were at any instant.")
public class ObservationResource {

  private final Observations observations;
  private final CurrentCaller caller;

  ObservationResource(Observations observations, CurrentCaller caller) {
    this.observations = observations;
    this.caller = caller;
  }

  @GET
  @Path("/observations")
  @OpenParameters
  @Operation(
      operationId = "getObservations",
      summary = "Read published figures",
      description =
          "Figures of one or several indicators, by series: what is common to a series stands once,"
              + " periods and values are arrays. CSV has one row per figure.")
  @APIResponse(
      responseCode = "200",
      description = "The figures. JSON comes in pages; a further page is in `Link`.",
      content = {
        @Content(
            mediaType = "application/json",
            schema = @Schema(implementation = ObservationSchema.class)),
        @Content(mediaType = "text/csv", schema = @Schema(implementation = String.class))
      })
  @APIResponse(responseCode = "304", description = "The caller has this answer.")
  @Parameter(
      name = "dimensions",
      in = ParameterIn.QUERY,
      style = ParameterStyle.FORM,
      explode = Explode.TRUE,
      description =
          "Breakdowns of the indicator, one parameter each: `sex=F`; several codes by comma.",
      schema = @Schema(type = SchemaType.OBJECT, additionalProperties = String.class))
  public Response observations(
      @Parameter(description = "Ids of indicators.", required = true, example = "RICE")
          @QueryParam("indicator")
          List<String> indicator,
      @BeanParam ObservationParameters parameters,
      @Context UriInfo uri,
      @Context HttpHeaders headers) {
    return answer(uri.getQueryParameters(), uri, headers);
  }

  @GET
  @Path("/indicators/{id}/observations")
  @OpenParameters
  @Operation(
      operationId = "getIndicatorObservations",
      summary = "Read the published figures of an indicator",
      description = "Short for `/v1/observations?indicator={id}`.")
  @APIResponse(
      responseCode = "200",
      description = "The figures. JSON comes in pages; a further page is in `Link`.",
      content = {
        @Content(
            mediaType = "application/json",
            schema = @Schema(implementation = ObservationSchema.class)),
        @Content(mediaType = "text/csv", schema = @Schema(implementation = String.class))
      })
  @APIResponse(responseCode = "304", description = "The caller has this answer.")
  @Parameter(
      name = "dimensions",
      in = ParameterIn.QUERY,
      style = ParameterStyle.FORM,
      explode = Explode.TRUE,
      description =
          "Breakdowns of the indicator, one parameter each: `sex=F`; several codes by comma.",
      schema = @Schema(type = SchemaType.OBJECT, additionalProperties = String.class))
  public Response ofIndicator(
      @PathParam("id") String id,
      @BeanParam ObservationParameters parameters,
      @Context UriInfo uri,
      @Context HttpHeaders headers) {
    Map<String, List<String>> query = new HashMap<>(uri.getQueryParameters());
    if (query.putIfAbsent("indicator", List.of(id)) != null) {
      throw refused(
          "indicator",
          "unknown-parameter",
          Text.of(
              "Chỉ tiêu đã nêu trong đường dẫn.", "The indicator is named by the path already."));
    }
    return answer(query, uri, headers);
  }

  private Response answer(Map<String, List<String>> query, UriInfo uri, HttpHeaders headers) {
    Observations.Answer answer =
        observations.answer(
            query,
            headers.getAcceptableMediaTypes(),
            headers.getHeaderString(HttpHeaders.IF_NONE_MATCH));
    ResponseBuilder response =
        answer.body() == null
            ? Response.notModified()
            : Response.ok((StreamingOutput) answer.body()::write, answer.format().mediaType());
    response
        .header(HttpHeaders.ETAG, answer.tag().toHeader())
        .header(HttpHeaders.CACHE_CONTROL, cacheControl(answer))
        .header(HttpHeaders.VARY, "Accept, Authorization")
        .header(Sequences.HEADER, answer.lastApplied());
    if (answer.next() != null) {
      response.header(HttpHeaders.LINK, NextPage.link(uri, answer.next()));
    }
    return response.build();
  }

  /** A caller with a token sees the same figures, but no cache is to learn what it asked for. */
  private String cacheControl(Observations.Answer answer) {
    if (caller.find().isPresent()) {
      return "private, no-store";
    }
    return answer.immutable() ? "public, max-age=31536000, immutable" : "public, no-cache";
  }

  private static ProblemException refused(String parameter, String rule, Text message) {
    return new ProblemException(
            ProblemType.INVALID_PARAMETER,
            Text.of("Tham số không hợp lệ; xem errors.", "A parameter is not valid; see errors."))
        .with(Violation.inParameter(parameter, rule, message));
  }
}
