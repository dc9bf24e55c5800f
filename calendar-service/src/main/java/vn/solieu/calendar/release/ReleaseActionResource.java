package vn.solieu.calendar.release;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.OffsetDateTime;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import vn.solieu.platform.http.Preconditions;
import vn.solieu.platform.security.Roles;

/** What is done to a release on its way to the public, as {@link ReleaseAction} allows it. */
@Path("/v1/releases/{id}")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "calendar")
public class ReleaseActionResource {

  private final ReleaseService releases;

  ReleaseActionResource(ReleaseService releases) {
    this.releases = releases;
  }

  /** Why it is done. */
  @Schema(name = "ReleaseReason")
  public record Because(
      @Schema(
              maxLength = 2000,
              description = "Public. Required to cancel what was announced.",
              examples = "Điều tra bổ sung chưa hoàn thành.")
          @Nullable String reason,
      @Schema(
              maxLength = 2000,
              description = "The same in English.",
              examples = "The supplementary survey is not complete.")
          @Nullable String reasonEn) {

    static Reason of(@Nullable Because because) {
      return because == null ? Reason.NONE : new Reason(because.reason, because.reasonEn);
    }
  }

  /** To when it is postponed, and why. */
  @Schema(name = "ReleasePostponement")
  public record Postponement(
      @Schema(
              required = true,
              description = "Later than the instant before.",
              examples = "2026-11-05T09:00:00+07:00")
          @Nullable OffsetDateTime scheduledAt,
      @Schema(
              required = true,
              maxLength = 2000,
              description = "Public.",
              examples = "Điều tra bổ sung chưa hoàn thành.")
          @Nullable String reason,
      @Schema(
              required = true,
              maxLength = 2000,
              description = "The same in English.",
              examples = "The supplementary survey is not complete.")
          @Nullable String reasonEn) {}

  /** Where and when another's publication was seen. */
  @Schema(name = "ExternalPublicationReport")
  public record Report(
      @Schema(
              required = true,
              maxLength = 2000,
              description = "Address of the publication, or the letter that tells of it.",
              examples = "https://www.nso.gov.vn/grdp-quy-iii-2026")
          @Nullable String source,
      @Schema(required = true, examples = "2026-09-29T09:05:00+07:00")
          @Nullable OffsetDateTime seenAt) {}

  @POST
  @Path("/announce")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Roles.RELEASE_OFFICER)
  @Operation(
      operationId = "announceRelease",
      summary = "Announce a release",
      description = "The public sees it as provisional. It will not go out until it is confirmed.")
  @APIResponseSchema(
      value = ReleaseView.class,
      responseCode = "200",
      responseDescription = "Announced.")
  public Response announce(
      @Parameter(example = "INVESTMENT-2025-02") @PathParam("id") String id,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @Nullable Because because) {
    return ReleaseResource.done(
        releases.announce(id, Preconditions.of(ifMatch), Because.of(because)));
  }

  @POST
  @Path("/confirm")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Roles.CALENDAR_APPROVER)
  @Operation(
      operationId = "confirmRelease",
      summary = "Confirm a release",
      description =
          "Its instant binds from now on. Who planned it cannot confirm it. When it is time to seal"
              + " its contents already, they are `sealed` with it; without any, it is refused. An"
              + " archive release enters the publication log with this, under its own past instant:"
              + " by another person than who planned it, attached its contents or wrote its notice.")
  @APIResponseSchema(
      value = ReleaseView.class,
      responseCode = "200",
      responseDescription = "Confirmed.")
  public Response confirm(
      @Parameter(example = "INVESTMENT-2025-02") @PathParam("id") String id,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @Nullable Because because) {
    return ReleaseResource.done(
        releases.confirm(id, Preconditions.of(ifMatch), Because.of(because)));
  }

  @POST
  @Path("/postpone")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Roles.RELEASE_OFFICER)
  @Operation(
      operationId = "postponeRelease",
      summary = "Postpone a release",
      description =
          "The new instant binds as the first one did; its contents are open again. Whoever keeps"
              + " them is asked whether they may become public then.")
  @APIResponseSchema(
      value = ReleaseView.class,
      responseCode = "200",
      responseDescription = "Postponed.")
  public Response postpone(
      @Parameter(example = "INVESTMENT-2025-02") @PathParam("id") String id,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @Parameter(hidden = true) @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization,
      @Nullable Postponement to) {
    return ReleaseResource.done(
        to == null
            ? releases.postpone(id, Preconditions.of(ifMatch), Reason.NONE, null, authorization)
            : releases.postpone(
                id,
                Preconditions.of(ifMatch),
                new Reason(to.reason(), to.reasonEn()),
                to.scheduledAt(),
                authorization));
  }

  @POST
  @Path("/cancel")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({Roles.RELEASE_OFFICER, Roles.ADMIN})
  @Operation(
      operationId = "cancelRelease",
      summary = "Cancel a release",
      description = "Its entry stays, its contents are free for another release.")
  @APIResponseSchema(
      value = ReleaseView.class,
      responseCode = "200",
      responseDescription = "Cancelled.")
  public Response cancel(
      @Parameter(example = "INVESTMENT-2025-02") @PathParam("id") String id,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @Nullable Because because) {
    return ReleaseResource.done(
        releases.cancel(id, Preconditions.of(ifMatch), Because.of(because)));
  }

  @POST
  @Path("/seal")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Roles.RELEASE_OFFICER)
  @Operation(
      operationId = "sealRelease",
      summary = "Seal the contents of a release",
      description = "The clock does it shortly before the instant; this does it now.")
  @APIResponseSchema(
      value = ReleaseView.class,
      responseCode = "200",
      responseDescription = "Sealed.")
  public Response seal(
      @Parameter(example = "INVESTMENT-2025-02") @PathParam("id") String id,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @Nullable Because because) {
    return ReleaseResource.done(releases.seal(id, Preconditions.of(ifMatch), Because.of(because)));
  }

  @POST
  @Path("/external-publication")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Roles.RELEASE_OFFICER)
  @Operation(
      operationId = "reportExternalPublication",
      summary = "Report that the other publisher has published",
      description = "It opens when a second person confirms it. Its contents are sealed with this.")
  @APIResponseSchema(
      value = ReleaseView.class,
      responseCode = "200",
      responseDescription = "Reported.")
  public Response report(
      @Parameter(example = "INVESTMENT-2025-02") @PathParam("id") String id,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @Nullable Report report) {
    return ReleaseResource.done(
        releases.report(
            id,
            Preconditions.of(ifMatch),
            report == null ? null : report.source(),
            report == null ? null : report.seenAt()));
  }

  @POST
  @Path("/external-publication/confirm")
  @RolesAllowed({Roles.RELEASE_OFFICER, Roles.CALENDAR_APPROVER})
  @Operation(
      operationId = "confirmExternalPublication",
      summary = "Confirm that the other publisher has published",
      description =
          "By another person than who reported it. It is published now, or once its not-before"
              + " instant is past.")
  @APIResponseSchema(
      value = ReleaseView.class,
      responseCode = "200",
      responseDescription = "Confirmed.")
  public Response confirmReport(
      @Parameter(example = "INVESTMENT-2025-02") @PathParam("id") String id,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
    return ReleaseResource.done(releases.confirmReport(id, Preconditions.of(ifMatch)));
  }
}
