package vn.solieu.calendar.release;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import vn.solieu.platform.problem.LocalizedText;
import vn.solieu.platform.problem.Problem;
import vn.solieu.platform.problem.ProblemException;
import vn.solieu.platform.problem.ProblemType;
import vn.solieu.platform.publication.ContentReference;
import vn.solieu.platform.security.Roles;

/** What a release will make public. The public learns of it with the publication. */
@Path("/v1/releases/{id}/contents")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "calendar")
public class ContentResource {

  private final ContentService contents;

  ContentResource(ContentService contents) {
    this.contents = contents;
  }

  @Schema(name = "ReleaseContents", requiredProperties = "items")
  record Contents(List<Listed> items) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(
      name = "ReleaseContent",
      requiredProperties = {"type", "id"})
  record Listed(
      String type,
      String id,
      @Schema(
              description =
                  "Why whoever keeps it did not open it with the release, which freed it:"
                      + " `unknown`, `not-accepted`, `already-open`, `another-agency`,"
                      + " `later-submission`, `change-without-notice` or `lower-level`; or why it will not: it was"
                      + " `returned` or `withdrawn` after"
                      + " it had been attached.")
          @Nullable String refused) {

    static Listed of(ContentService.Listed listed) {
      return new Listed(listed.content().type(), listed.content().id(), listed.refused());
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
      operationId = "listReleaseContents",
      summary = "What a release will make public",
      description =
          "For release officer, calendar approver, statistician and appraiser who are granted its"
              + " agency; of an archive release also for the administrator. Reading is recorded.")
  @APIResponse(
      responseCode = "200",
      description = "In the order in which it was attached.",
      content = @Content(schema = @Schema(implementation = Contents.class)))
  public Contents list(@Parameter(example = "INVESTMENT-2025-02") @PathParam("id") String id) {
    return new Contents(contents.list(id).stream().map(Listed::of).toList());
  }

  @GET
  @Path("/{type}/{contentId}")
  @RolesAllowed({
    Roles.STATISTICIAN,
    Roles.APPRAISER,
    Roles.RELEASE_OFFICER,
    Roles.CALENDAR_APPROVER,
    Roles.ADMIN
  })
  @Operation(operationId = "getReleaseContent", summary = "Whether a release lists a content")
  @APIResponse(
      responseCode = "200",
      description = "It does.",
      content = @Content(schema = @Schema(implementation = ContentReference.class)))
  public ContentReference get(
      @Parameter(example = "INVESTMENT-2025-02") @PathParam("id") String id,
      @Parameter(description = "`vintage` or `edition`.", example = "vintage") @PathParam("type")
          String type,
      @Parameter(example = "0198f2c0-6f7a-7c11-9d5e-2b7c1f0a4e11") @PathParam("contentId")
          String contentId) {
    ContentReference wanted = new ContentReference(type(type).word(), contentId);
    if (contents.list(id).stream().noneMatch(listed -> listed.content().equals(wanted))) {
      throw ContentService.notListed();
    }
    return wanted;
  }

  @PUT
  @Path("/{type}/{contentId}")
  @RolesAllowed({Roles.RELEASE_OFFICER, Roles.ADMIN})
  @Operation(
      operationId = "attachReleaseContent",
      summary = "Attach a content to a release",
      description =
          "Without a body. A content stands in one release, and a release lists at most 1,000 (409)."
              + " Whoever keeps it is asked first whether it may become public at the release's"
              + " instant: what is not accepted, or is public already, is 409. Attaching what is"
              + " attached changes nothing.")
  @APIResponse(
      responseCode = "201",
      description = "Attached.",
      content = @Content(schema = @Schema(implementation = ContentReference.class)))
  @APIResponse(
      responseCode = "200",
      description = "It was attached already.",
      content = @Content(schema = @Schema(implementation = ContentReference.class)))
  @APIResponse(
      responseCode = "422",
      description =
          "Its keeper does not know the content, or refuses it, in errors[]: a figure is of a lower"
              + " level, or of an earlier round, than a published or planned one (`lower-level`,"
              + " `lower-level-without-notice`, `lower-level-follows`), or would replace one of"
              + " another agency (`another-agency`), or the vintage is of an earlier submission than"
              + " one that is public before it and that it would take back (`later-submission`,"
              + " `earlier-submission-follows`), or changes an official figure that a release before it"
              + " has published, and readers would not be told why (`change-without-notice`,"
              + " `change-without-notice-follows`). The pointer names the cell whole: indicator,"
              + " measure, area, period, codes of the breakdowns, and value type, variant and"
              + " accumulation where they are not as usual:"
              + " `/rice/rice-area/P82B/2025/season=WS`.",
      content =
          @Content(
              mediaType = Problem.MEDIA_TYPE,
              schema = @Schema(implementation = Problem.class)))
  public Response attach(
      @Parameter(example = "INVESTMENT-2025-02") @PathParam("id") String id,
      @Parameter(description = "`vintage` or `edition`.", example = "vintage") @PathParam("type")
          String type,
      @Parameter(example = "0198f2c0-6f7a-7c11-9d5e-2b7c1f0a4e11") @PathParam("contentId")
          String contentId,
      @Parameter(hidden = true) @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization) {
    ContentType known = type(type);
    boolean attached = contents.attach(id, known, contentId, authorization);
    Response.ResponseBuilder answer =
        attached
            ? Response.status(Response.Status.CREATED)
                .header(
                    HttpHeaders.LOCATION,
                    "/v1/releases/%s/contents/%s/%s".formatted(id, known.word(), contentId))
            : Response.ok();
    return answer.entity(new ContentReference(known.word(), contentId)).build();
  }

  @DELETE
  @Path("/{type}/{contentId}")
  @RolesAllowed({Roles.RELEASE_OFFICER, Roles.ADMIN})
  @Operation(
      operationId = "detachReleaseContent",
      summary = "Detach a content from a release",
      description = "It stays in the records that it was attached.")
  @APIResponse(responseCode = "204", description = "Detached.")
  public void detach(
      @Parameter(example = "INVESTMENT-2025-02") @PathParam("id") String id,
      @Parameter(description = "`vintage` or `edition`.", example = "vintage") @PathParam("type")
          String type,
      @Parameter(example = "0198f2c0-6f7a-7c11-9d5e-2b7c1f0a4e11") @PathParam("contentId")
          String contentId) {
    contents.detach(id, type(type), contentId);
  }

  private static ContentType type(String word) {
    return ContentType.find(word)
        .orElseThrow(
            () ->
                new ProblemException(
                    ProblemType.NOT_FOUND,
                    LocalizedText.of(
                        "Loại nội dung là vintage (lần số liệu) hoặc edition (ấn phẩm).",
                        "The type of a content is vintage or edition.")));
  }
}
