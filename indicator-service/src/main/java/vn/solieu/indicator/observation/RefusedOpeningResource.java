package vn.solieu.indicator.observation;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import vn.solieu.platform.http.Page;
import vn.solieu.platform.http.Paging;
import vn.solieu.platform.security.CurrentCaller;
import vn.solieu.platform.security.Roles;

/** Where the office sees what a release promised and did not bring. */
@Path("/v1/refused-openings")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "vintages")
public class RefusedOpeningResource {

  private final VintageService vintages;
  private final CurrentCaller caller;

  RefusedOpeningResource(VintageService vintages, CurrentCaller caller) {
    this.vintages = vintages;
    this.caller = caller;
  }

  @GET
  @RolesAllowed({
    Roles.STATISTICIAN,
    Roles.APPRAISER,
    Roles.RELEASE_OFFICER,
    Roles.CALENDAR_APPROVER,
    Roles.ADMIN
  })
  @Operation(
      operationId = "listRefusedOpenings",
      summary = "What was listed in a published release and stayed closed",
      description =
          "The newest first, of the agencies for which the caller holds a role of the office.")
  @APIResponse(responseCode = "200", description = "A page; a further page is in `Link`.")
  public Page<VintageDocument.Refused> refusedOpenings(
      @QueryParam("cursor") @Nullable String cursor, @QueryParam("limit") @Nullable String limit) {
    return vintages.refusedOpenings(
        caller.require(), Paging.parse(limit, cursor, "refused-openings"));
  }
}
