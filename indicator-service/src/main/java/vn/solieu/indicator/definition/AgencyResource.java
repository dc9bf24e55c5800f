package vn.solieu.indicator.definition;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import vn.solieu.platform.http.Paging;
import vn.solieu.platform.http.SearchText;
import vn.solieu.platform.security.Roles;

/** Agencies that owe, keep or publish figures. */
@Path("/v1/agencies")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(
    name = "definitions",
    description =
        "Agencies, codelists, indicators with their measures, and the systems that list them.")
public class AgencyResource {

  private final AgencyRegister register;
  private final RegisterAnswers answers;

  AgencyResource(AgencyRegister register, RegisterAnswers answers) {
    this.register = register;
    this.answers = answers;
  }

  @GET
  @PermitAll
  @Operation(
      operationId = "listAgencies",
      summary = "Find agencies",
      description = "Agencies by id.")
  @APIResponse(
      responseCode = "200",
      description = "A page, by id; a further page is in `Link`.",
      content = @Content(schema = @Schema(implementation = AgencyPage.class)))
  @APIResponse(responseCode = "304", description = "The caller has this page.")
  public Response list(
      @Parameter(
              description =
                  "A part of its name. Words without marks fit every marking, words with marks only"
                      + " their own; hyphens and punctuation do not count, so there has to be a letter or a digit.",
              example = "nong nghiep")
          @QueryParam("q")
          @Nullable String q,
      @Parameter(description = "What kind of body it is.", example = "department")
          @QueryParam("kind")
          @Nullable String kind,
      @Parameter(
              description = "Id of the agency above it; nothing fits an unknown one.",
              example = "ubnd-dong-thap")
          @QueryParam("parent")
          @Nullable String parent,
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("cursor") @Nullable String cursor,
      @HeaderParam("If-None-Match") @Nullable String ifNoneMatch) {
    String text = SearchText.parse("q", q);
    Paging paging = Paging.parse(limit, cursor, "agencies", text, kind, parent);
    return answers.page(
        ifNoneMatch,
        paging,
        connection ->
            AgencyRegister.list(connection, text, kind, parent, paging.after(), paging.limit()));
  }

  @GET
  @Path("/{id}")
  @PermitAll
  @Operation(operationId = "getAgency", summary = "Read an agency", description = "An agency.")
  @APIResponse(
      responseCode = "200",
      description = "As it stands.",
      content = @Content(schema = @Schema(implementation = AgencyDocument.class)))
  @APIResponse(responseCode = "304", description = "The caller has this version.")
  @APIResponse(responseCode = "404", description = "There is none with this id.")
  public Response get(
      @Parameter(example = "so-nnmt") @PathParam("id") String id,
      @HeaderParam("If-None-Match") @Nullable String ifNoneMatch) {
    return answers.get(register, id, ifNoneMatch);
  }

  @PUT
  @Path("/{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({Roles.STATISTICIAN, Roles.ADMIN})
  @Operation(
      operationId = "putAgency",
      summary = "Create or change an agency",
      description =
          "By a statistician of a statistics office or an administrator, whose grant has no bound."
              + " The whole of it. Creating needs no precondition; changing needs `If-Match` with"
              + " the ETag that was read. Putting what is already there changes nothing.")
  @APIResponse(
      responseCode = "201",
      description = "Created.",
      content = @Content(schema = @Schema(implementation = AgencyDocument.class)))
  @APIResponse(
      responseCode = "200",
      description = "Changed.",
      content = @Content(schema = @Schema(implementation = AgencyDocument.class)))
  @APIResponse(responseCode = "412", description = "It has changed since it was read.")
  @APIResponse(responseCode = "422", description = "The content is not valid; all that is wrong.")
  @APIResponse(responseCode = "428", description = "It exists and `If-Match` is missing.")
  public Response put(
      @Parameter(example = "so-nnmt") @PathParam("id") String id,
      @HeaderParam("If-Match") @Nullable String ifMatch,
      @HeaderParam("If-None-Match") @Nullable String ifNoneMatch,
      AgencyDocument document,
      @Context UriInfo address) {
    return answers.put(register, id, document, ifMatch, ifNoneMatch, address);
  }

  @Schema(name = "AgencyPage")
  record AgencyPage(List<AgencyDocument> items) {}
}
