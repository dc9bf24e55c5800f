package vn.solieu.catalog.product;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.OffsetDateTime;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import vn.solieu.platform.problem.Violation;
import vn.solieu.platform.security.CurrentCaller;
import vn.solieu.platform.security.Roles;

/** Whether an edition may stand in a release: asked by the calendar with its caller's token. */
@Path("/v1/editions/{edition}/release-check")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "catalogue", description = "Statistical products and their editions.")
public class ReleaseCheckResource {

  private final EditionReader reader;
  private final CurrentCaller caller;

  ReleaseCheckResource(EditionReader reader, CurrentCaller caller) {
    this.reader = reader;
    this.caller = caller;
  }

  @Schema(name = "EditionReleaseCheck")
  record EditionReleaseCheck(
      @Schema(description = "Whether a release may list it.") boolean attachable,
      @Schema(description = "Why not.") List<Violation> errors) {}

  @GET
  @RolesAllowed({
    Roles.STATISTICIAN,
    Roles.APPRAISER,
    Roles.RELEASE_OFFICER,
    Roles.CALENDAR_APPROVER,
    Roles.ADMIN
  })
  @Operation(
      operationId = "checkEditionForRelease",
      summary = "Ask whether a release may list an edition",
      description = "Asked by the calendar before it attaches the edition.")
  @APIResponse(
      responseCode = "200",
      description = "The answer.",
      content = @Content(schema = @Schema(implementation = EditionReleaseCheck.class)))
  public EditionReleaseCheck check(
      @Parameter(example = "0198f2c0-6f7a-7c11-9d5e-2b7c1f0a4e11") @PathParam("edition")
          String edition,
      @Parameter(
              description =
                  "When the release is to be public; an edition may be public at any time.",
              example = "2026-11-06T09:00:00+07:00")
          @QueryParam("publishedAt")
          @Nullable OffsetDateTime publishedAt) {
    List<Violation> errors = EditionRules.againstRelease(reader.require(caller.require(), edition));
    return new EditionReleaseCheck(errors.isEmpty(), errors);
  }
}
