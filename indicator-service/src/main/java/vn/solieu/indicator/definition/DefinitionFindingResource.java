package vn.solieu.indicator.definition;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import vn.solieu.platform.http.Page;
import vn.solieu.platform.http.Paging;
import vn.solieu.platform.security.Roles;

/** Where the office sees which stored definitions the rules of today would refuse. */
@Path("/v1/definition-findings")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "definitions")
public class DefinitionFindingResource {

  private final IndicatorRegister register;

  DefinitionFindingResource(IndicatorRegister register) {
    this.register = register;
  }

  @GET
  @RolesAllowed({Roles.STATISTICIAN, Roles.ADMIN})
  @Operation(
      operationId = "listDefinitionFindings",
      summary = "What is stored and would be refused today",
      description =
          "Measures whose unit says a power of ten while their multiplier says one too: by the"
              + " contract a figure is value × 10^multiplier units. Nothing is changed by itself;"
              + " a new version of the indicator may put the base unit. By id of the measure.")
  @APIResponse(
      responseCode = "200",
      description = "A page of findings; a further page is in `Link`.",
      content = @Content(schema = @Schema(implementation = DefinitionFindingPage.class)))
  public Page<DefinitionFinding> list(
      @QueryParam("limit") @Nullable String limit, @QueryParam("cursor") @Nullable String cursor) {
    Paging paging = Paging.parse(limit, cursor, "definition-findings");
    return paging.page(
        register.findings(paging.after(), paging.limit()), DefinitionFinding::measure);
  }

  @Schema(name = "DefinitionFindingPage", requiredProperties = "items")
  record DefinitionFindingPage(List<DefinitionFinding> items) {}
}
