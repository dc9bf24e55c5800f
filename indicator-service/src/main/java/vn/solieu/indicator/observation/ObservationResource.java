package vn.solieu.indicator.observation;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.Explode;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterStyle;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import vn.solieu.platform.http.OpenParameters;
import vn.solieu.platform.publication.Sequences;

/** Public figures. */
@Path("/v1/observations")
@PermitAll
@RunOnVirtualThread
@Tag(name = "observations", description = "Published figures, now and as they were at any instant.")
public class ObservationResource {

  private final ObservationAnswers answers;

  ObservationResource(ObservationAnswers answers) {
    this.answers = answers;
  }

  @GET
  @OpenParameters
  @Operation(
      operationId = "getObservations",
      summary = "Read published figures",
      description =
          "Figures of one or several indicators, by series: what is common to a series stands once,"
              + " periods and values are arrays. CSV has one row per figure.\n\n"
              + "Figures of a release are in an answer once its"
              + " Solieu-Sequence has reached the `sequence` of the release, a moment after the"
              + " release says `published`: who waits for them asks again.")
  @APIResponse(
      responseCode = "200",
      description = "The figures. JSON comes in pages; a further page is in `Link`.",
      headers = @Header(name = Sequences.HEADER, ref = Sequences.HEADER),
      content = {
        @Content(
            mediaType = "application/json",
            schema = @Schema(implementation = ObservationSchema.class)),
        @Content(mediaType = "text/csv", schema = @Schema(implementation = CsvSchema.class))
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
      @Parameter(
              description = "Ids of indicators.",
              required = true,
              example = "[\"state-budget-investment\"]")
          @QueryParam("indicator")
          List<String> indicator,
      @BeanParam ObservationParameters parameters,
      @Context UriInfo uri,
      @Context HttpHeaders headers,
      @Context RoutingContext request) {
    return answers.of(uri.getQueryParameters(), uri, headers, request);
  }
}
