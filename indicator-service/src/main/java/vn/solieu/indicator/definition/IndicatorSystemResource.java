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
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import vn.solieu.platform.http.Paging;
import vn.solieu.platform.http.SearchText;
import vn.solieu.platform.security.Roles;

/** The lists of indicators that legal acts lay down. */
@Path("/v1/indicator-systems")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(
    name = "definitions",
    description =
        "Agencies, codelists, indicators with their measures, and the systems that list them.")
public class IndicatorSystemResource {

  private final IndicatorSystemRegister register;
  private final RegisterAnswers answers;

  IndicatorSystemResource(IndicatorSystemRegister register, RegisterAnswers answers) {
    this.register = register;
    this.answers = answers;
  }

  @GET
  @PermitAll
  @Operation(
      operationId = "listIndicatorSystems",
      summary = "Find indicator systems",
      description = "Systems by id, without their entries.")
  @APIResponse(
      responseCode = "200",
      description = "A page, by id; a further page is in `Link`.",
      content = @Content(schema = @Schema(implementation = IndicatorSystemPage.class)))
  @APIResponse(responseCode = "304", description = "The caller has this page.")
  public Response list(
      @Parameter(
              description =
                  "A part of its name. Words without marks fit every marking, words with marks only"
                      + " their own; hyphens and punctuation do not count, so there has to be a letter or a digit.",
              example = "cap tinh")
          @QueryParam("q")
          @Nullable String q,
      @Parameter(
              description = "The level that it is laid down for.",
              example = "provincial",
              schema =
                  @Schema(
                      type = SchemaType.STRING,
                      enumeration = {"national", "provincial", "commune", "sector"}))
          @QueryParam("level")
          @Nullable String level,
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("cursor") @Nullable String cursor,
      @HeaderParam("If-None-Match") @Nullable String ifNoneMatch) {
    String text = SearchText.parse("q", q);
    Paging paging = Paging.parse(limit, cursor, "indicator-systems", text, level);
    return answers.page(
        ifNoneMatch,
        paging,
        connection -> register.list(connection, text, level, paging.after(), paging.limit()));
  }

  @GET
  @Path("/{id}")
  @PermitAll
  @Operation(
      operationId = "getIndicatorSystem",
      summary = "Read an indicator system",
      description = "A system with its entries in the order of the act.")
  @APIResponse(
      responseCode = "200",
      description = "As it stands.",
      content = @Content(schema = @Schema(implementation = IndicatorSystemDocument.class)))
  @APIResponse(responseCode = "304", description = "The caller has this version.")
  @APIResponse(responseCode = "404", description = "There is none with this id.")
  public Response get(
      @Parameter(example = "provincial-2023") @PathParam("id") String id,
      @HeaderParam("If-None-Match") @Nullable String ifNoneMatch) {
    return answers.get(register, id, ifNoneMatch);
  }

  @PUT
  @Path("/{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({Roles.STATISTICIAN, Roles.ADMIN})
  @Operation(
      operationId = "putIndicatorSystem",
      summary = "Create or change an indicator system",
      description =
          "By a statistician of a statistics office or an administrator, whose grant has no bound."
              + " The whole of it. Creating needs no precondition; changing needs `If-Match` with"
              + " the ETag that was read. Putting what is already there changes nothing.")
  @APIResponse(
      responseCode = "201",
      description = "Created.",
      content = @Content(schema = @Schema(implementation = IndicatorSystemDocument.class)))
  @APIResponse(
      responseCode = "200",
      description = "Changed.",
      content = @Content(schema = @Schema(implementation = IndicatorSystemDocument.class)))
  @APIResponse(responseCode = "412", description = "It has changed since it was read.")
  @APIResponse(responseCode = "422", description = "The content is not valid; all that is wrong.")
  @APIResponse(responseCode = "428", description = "It exists and `If-Match` is missing.")
  public Response put(
      @Parameter(example = "provincial-2023") @PathParam("id") String id,
      @HeaderParam("If-Match") @Nullable String ifMatch,
      @HeaderParam("If-None-Match") @Nullable String ifNoneMatch,
      IndicatorSystemDocument document,
      @Context UriInfo address) {
    return answers.put(register, id, document, ifMatch, ifNoneMatch, address);
  }

  @Schema(name = "IndicatorSystemPage")
  record IndicatorSystemPage(List<IndicatorSystemDocument> items) {}
}
