package vn.solieu.calendar.release;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import vn.solieu.platform.problem.LocalizedText;
import vn.solieu.platform.security.Roles;

/** What the public is told with the figures of a release, at its instant and not before. */
@Path("/v1/releases/{id}/notice")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "calendar")
public class NoticeResource {

  private final NoticeService notices;

  NoticeResource(NoticeService notices) {
    this.notices = notices;
  }

  /** As it is sent. */
  @Schema(
      name = "ReleaseNotice",
      requiredProperties = {"vi", "en"})
  public record Notice(
      @Schema(
              maxLength = 2000,
              description = "Does not begin like a formula of a spreadsheet.",
              examples = "Đính chính sản lượng lúa của vụ đông xuân.")
          @Nullable String vi,
      @Schema(
              maxLength = 2000,
              description = "The same in English.",
              examples = "Corrects the rice production of the winter-spring crop.")
          @Nullable String en) {

    static Notice of(LocalizedText notice) {
      return new Notice(notice.vi(), notice.en());
    }
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
      operationId = "getReleaseNotice",
      summary = "What the public will be told with the figures",
      description =
          "For release officer, calendar approver, statistician and appraiser who are granted its"
              + " agency; of an archive release also for the administrator. Reading is recorded.")
  @APIResponse(
      responseCode = "200",
      description = "The notice.",
      content = @Content(schema = @Schema(implementation = Notice.class)))
  public Notice read(@Parameter(example = "INVESTMENT-2025-02") @PathParam("id") String id) {
    return Notice.of(notices.read(id));
  }

  @PUT
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({Roles.RELEASE_OFFICER, Roles.ADMIN})
  @Operation(
      operationId = "putReleaseNotice",
      summary = "Write what the public will be told with the figures",
      description =
          "In both languages, until the release is sealed. Nobody outside the office sees before"
              + " the instant that there is one. Why a date moved is told by the reason of the act"
              + " that moved it, at once.")
  @APIResponse(
      responseCode = "200",
      description = "Written.",
      content = @Content(schema = @Schema(implementation = Notice.class)))
  public Notice write(
      @Parameter(example = "INVESTMENT-2025-02") @PathParam("id") String id,
      @Nullable Notice notice) {
    return Notice.of(
        notices.write(
            id, notice == null ? null : notice.vi(), notice == null ? null : notice.en()));
  }

  @DELETE
  @RolesAllowed({Roles.RELEASE_OFFICER, Roles.ADMIN})
  @Operation(
      operationId = "deleteReleaseNotice",
      summary = "Take the notice of a release back",
      description = "Until the release is sealed.")
  @APIResponse(responseCode = "204", description = "Taken back.")
  public void withdraw(@Parameter(example = "INVESTMENT-2025-02") @PathParam("id") String id) {
    notices.withdraw(id);
  }
}
