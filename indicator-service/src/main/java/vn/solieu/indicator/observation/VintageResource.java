package vn.solieu.indicator.observation;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import jakarta.ws.rs.core.UriInfo;
import java.time.OffsetDateTime;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import vn.solieu.platform.http.Limit;
import vn.solieu.platform.http.NextPage;
import vn.solieu.platform.problem.LocalizedText;
import vn.solieu.platform.problem.ProblemException;
import vn.solieu.platform.problem.ProblemType;
import vn.solieu.platform.problem.Violation;
import vn.solieu.platform.security.CurrentCaller;
import vn.solieu.platform.security.Roles;
import vn.solieu.platform.security.ServiceKey;
import vn.solieu.platform.time.Instants;

/** Vintages, for their sender and the office: also before they are public. */
@Path("/v1/vintages")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(
    name = "vintages",
    description = "The figures of one submission each, for its sender and the statistics office.")
public class VintageResource {

  private final VintageService vintages;
  private final CurrentCaller caller;
  private final ServiceKey serviceKey;

  VintageResource(VintageService vintages, CurrentCaller caller, ServiceKey serviceKey) {
    this.vintages = vintages;
    this.caller = caller;
    this.serviceKey = serviceKey;
  }

  @GET
  @Path("/{id}")
  @RolesAllowed({
    Roles.REPORTER,
    Roles.HEAD,
    Roles.STATISTICIAN,
    Roles.APPRAISER,
    Roles.RELEASE_OFFICER,
    Roles.CALENDAR_APPROVER
  })
  @Operation(
      operationId = "getVintage",
      summary = "Read a vintage",
      description =
          "Its state, the releases that list it, and whether it is public. For those who are"
              + " granted its agency, form and areas. Reading is recorded.")
  @APIResponse(
      responseCode = "200",
      description = "The vintage.",
      content = @Content(schema = @Schema(implementation = VintageDocument.class)))
  public VintageDocument get(
      @Parameter(example = "0198f2c0-6f7a-7c11-9d5e-2b7c1f0a4e11") @PathParam("id") String id) {
    return vintages.find(caller.require(), id);
  }

  @GET
  @Path("/{id}/observations")
  @RolesAllowed({
    Roles.REPORTER,
    Roles.HEAD,
    Roles.STATISTICIAN,
    Roles.APPRAISER,
    Roles.RELEASE_OFFICER,
    Roles.CALENDAR_APPROVER
  })
  @Operation(
      operationId = "getVintageObservations",
      summary = "Read the figures of a vintage",
      description =
          "As they were sent, not rounded, in the shape of `/v1/observations`. Reading is"
              + " recorded. A justification stands with its figure (`justification`).")
  @APIResponse(
      responseCode = "200",
      description = "A page; a further page is in `Link`.",
      content = @Content(schema = @Schema(implementation = VintageFiguresSchema.class)))
  public Response figures(
      @Parameter(example = "0198f2c0-6f7a-7c11-9d5e-2b7c1f0a4e11") @PathParam("id") String id,
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("cursor") @Nullable String cursor,
      @Context UriInfo uri) {
    VintageService.Held held = vintages.figures(caller.require(), id, cursor, Limit.parse(limit));
    ResponseBuilder answer = Response.ok(held.json(), MediaType.APPLICATION_JSON_TYPE);
    if (held.next() != null) {
      answer.header(HttpHeaders.LINK, NextPage.link(uri, held.next()));
    }
    return answer.build();
  }

  @GET
  @Path("/{id}/release-check")
  @RolesAllowed({
    Roles.REPORTER,
    Roles.HEAD,
    Roles.STATISTICIAN,
    Roles.APPRAISER,
    Roles.RELEASE_OFFICER,
    Roles.CALENDAR_APPROVER,
    Roles.ADMIN
  })
  @Operation(
      operationId = "checkVintageForRelease",
      summary = "May a release list this vintage?",
      description =
          "An accepted vintage that no release lists may be listed (rules `state`, `already-open`,"
              + " `listed`). A figure of a lower level, or of an earlier round, may not replace a"
              + " published one of a higher level, except as a correction or a change of method"
              + " with a notice (`lower-level…`), and none replaces a published one that belongs to"
              + " another agency (`another-agency`). An earlier submission does not become public"
              + " after a later one of the same obligation, or one with other figures of the same"
              + " cells, that it would take back (`later-submission`,"
              + " `earlier-submission-follows`), unless its instant is past. Nor does one that gives a"
              + " published official figure another value and is no correction or change of method"
              + " with a notice, or that withdraws its value without a justification"
              + " (`change-without-notice…`), unless its instant is past; what one"
              + " release brings together changes nothing that was seen. Compares with what is public now; attaching"
              + " compares with what is planned as well, and answers 422 with the same errors. The"
              + " pointer of an error names the cell whole: indicator, measure, area, period, codes"
              + " of the breakdowns, and value type, variant and accumulation where they are not as"
              + " usual: `/rice/rice-area/P82B/2025/season=WS`. What is lower than a figure that is"
              + " public already, the push tells its sender and the appraiser (finding V51).")
  @APIResponse(
      responseCode = "200",
      description = "Whether it may, and if not, why.",
      content = @Content(schema = @Schema(implementation = VintageDocument.Check.class)))
  public VintageDocument.Check releaseCheck(
      @Parameter(example = "0198f2c0-6f7a-7c11-9d5e-2b7c1f0a4e11") @PathParam("id") String id,
      @Parameter(
              description =
                  "The instant of the release: it decides what the vintage would replace, and what"
                      + " would replace it.",
              required = true,
              example = "2026-03-29T08:00:00+07:00")
          @QueryParam("publishedAt")
          @Nullable String publishedAt) {
    return vintages.releaseCheck(caller.require(), id, instant(publishedAt));
  }

  @POST
  @Path("/{id}/release-check")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({Roles.RELEASE_OFFICER, Roles.ADMIN})
  @Operation(
      operationId = "checkVintageForPlannedRelease",
      summary = "May a release list this vintage beside what is listed already?",
      description =
          "As `checkVintageForRelease`, and it compares with what other releases will have made"
              + " public by then. Asked by the calendar, which alone may tell what they list"
              + " (`planned`; 403) and have the vintage held for the release (`attachment`; 403).")
  @APIResponse(
      responseCode = "200",
      description = "Whether it may, and if not, why.",
      content = @Content(schema = @Schema(implementation = VintageDocument.Check.class)))
  public VintageDocument.Check plannedReleaseCheck(
      @Parameter(example = "0198f2c0-6f7a-7c11-9d5e-2b7c1f0a4e11") @PathParam("id") String id,
      @Parameter(hidden = true) @HeaderParam(ServiceKey.HEADER) @Nullable String key,
      ReleasePlan plan) {
    if (plan.needsServiceKey() && !serviceKey.matches(key)) {
      throw new ProblemException(
          ProblemType.FORBIDDEN,
          LocalizedText.of(
              "Chỉ dịch vụ lịch phổ biến được nêu nội dung của các đợt khác (planned) và giữ lần số"
                  + " liệu (attachment).",
              "Only the calendar may tell what other releases list (planned) and have a vintage held"
                  + " (attachment)."));
    }
    return vintages.releaseCheck(caller.require(), id, plan);
  }

  private static OffsetDateTime instant(@Nullable String text) {
    // A plus that was not encoded arrives as a space.
    String sent = text == null ? "" : text.replace(' ', '+');
    return Instants.find(sent)
        .orElseThrow(
            () ->
                new ProblemException(
                        ProblemType.INVALID_PARAMETER,
                        LocalizedText.of("Tham số không hợp lệ.", "A parameter is not valid."))
                    .with(Violation.inParameter("publishedAt", "instant", Instants.fault(sent))));
  }
}
