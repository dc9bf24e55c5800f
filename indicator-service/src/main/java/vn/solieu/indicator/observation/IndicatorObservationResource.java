package vn.solieu.indicator.observation;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
import vn.solieu.platform.identity.Identifier;
import vn.solieu.platform.problem.LocalizedText;
import vn.solieu.platform.problem.ProblemException;
import vn.solieu.platform.problem.ProblemType;
import vn.solieu.platform.problem.Violation;
import vn.solieu.platform.publication.Sequences;

/** Public figures of one indicator. */
@Path("/v1/indicators/{id}/observations")
@PermitAll
@RunOnVirtualThread
@Tag(name = "observations")
public class IndicatorObservationResource {

  private final ObservationAnswers answers;

  IndicatorObservationResource(ObservationAnswers answers) {
    this.answers = answers;
  }

  @GET
  @OpenParameters
  @Operation(
      operationId = "getIndicatorObservations",
      summary = "Read the published figures of an indicator",
      description =
          "Short for `/v1/observations?indicator={id}`. Figures of a release are in an answer once its"
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
  @APIResponse(responseCode = "404", description = "There is no such indicator.")
  @Parameter(
      name = "dimensions",
      in = ParameterIn.QUERY,
      style = ParameterStyle.FORM,
      explode = Explode.TRUE,
      description =
          "Breakdowns of the indicator, one parameter each: `sex=F`; several codes by comma.",
      schema = @Schema(type = SchemaType.OBJECT, additionalProperties = String.class))
  public Response ofIndicator(
      @Parameter(example = "state-budget-investment") @PathParam("id") String id,
      @BeanParam ObservationParameters parameters,
      @Context UriInfo uri,
      @Context HttpHeaders headers,
      @Context RoutingContext request) {
    Map<String, List<String>> query = new HashMap<>(uri.getQueryParameters());
    if (query.putIfAbsent("indicator", List.of(id)) != null) {
      throw new ProblemException(
              ProblemType.INVALID_PARAMETER,
              LocalizedText.of("Tham số không hợp lệ.", "A parameter is not valid."))
          .with(
              Violation.inParameter(
                  "indicator",
                  "unknown-parameter",
                  LocalizedText.of(
                      "Chỉ tiêu đã nêu trong đường dẫn.",
                      "The indicator is named by the path already.")));
    }
    if (!Identifier.isValid(id)) {
      throw noIndicator(); // with a comma it would be several
    }
    try {
      return answers.of(query, uri, headers, request);
    } catch (ProblemException refused) {
      boolean isUnknown =
          refused.violations().stream()
              .anyMatch(violation -> "?indicator".equals(violation.pointer()));
      throw isUnknown ? noIndicator() : refused;
    }
  }

  private static ProblemException noIndicator() {
    return new ProblemException(
        ProblemType.NOT_FOUND,
        LocalizedText.of(
            "Không có chỉ tiêu nào mang mã định danh này.", "There is no such indicator."));
  }
}
