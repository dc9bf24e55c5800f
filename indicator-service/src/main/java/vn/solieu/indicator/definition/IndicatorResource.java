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
import vn.solieu.platform.http.Responses;
import vn.solieu.platform.http.SearchText;
import vn.solieu.platform.publication.ReleaseGate;
import vn.solieu.platform.security.Roles;

/** Indicators with their definition and measures. */
@Path("/v1/indicators")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(
    name = "definitions",
    description =
        "Agencies, codelists, indicators with their measures, and the systems that list them.")
public class IndicatorResource {

  private final IndicatorRegister register;
  private final ReleaseGate gate;
  private final RegisterAnswers answers;

  IndicatorResource(IndicatorRegister register, ReleaseGate gate, RegisterAnswers answers) {
    this.register = register;
    this.gate = gate;
    this.answers = answers;
  }

  @GET
  @PermitAll
  @Operation(
      operationId = "listIndicators",
      summary = "Find indicators",
      description = "Indicators by id, in their newest version.")
  @APIResponse(
      responseCode = "200",
      description = "A page, by id; a further page is in `Link`.",
      content = @Content(schema = @Schema(implementation = IndicatorPage.class)))
  @APIResponse(responseCode = "304", description = "The caller has this page.")
  public Response list(
      @Parameter(
              description =
                  "A part of its name. Words without marks fit every marking, words with marks only"
                      + " their own; hyphens and punctuation do not count, so there has to be a letter or a digit.",
              example = "san luong lua")
          @QueryParam("q")
          @Nullable String q,
      @Parameter(
              description = "Whether a system lists it.",
              example = "official",
              schema =
                  @Schema(
                      type = SchemaType.STRING,
                      enumeration = {"official", "outside-system", "example"}))
          @QueryParam("status")
          @Nullable String status,
      @Parameter(
              description = "Id of the agency in charge; nothing fits an unknown one.",
              example = "so-nnmt")
          @QueryParam("agency")
          @Nullable String agency,
      @Parameter(
              description = "Id of an indicator system that lists it; nothing fits an unknown one.",
              example = "provincial-2023")
          @QueryParam("system")
          @Nullable String system,
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("cursor") @Nullable String cursor,
      @HeaderParam("If-None-Match") @Nullable String ifNoneMatch) {
    String text = SearchText.parse("q", q);
    Paging paging = Paging.parse(limit, cursor, "indicators", text, status, agency, system);
    return answers.page(
        ifNoneMatch,
        paging,
        connection ->
            register.list(
                connection, text, status, agency, system, paging.after(), paging.limit()));
  }

  @GET
  @Path("/{id}")
  @PermitAll
  @Operation(
      operationId = "getIndicator",
      summary = "Read an indicator",
      description = "The newest version of its definition.")
  @APIResponse(
      responseCode = "200",
      description = "As it stands.",
      content = @Content(schema = @Schema(implementation = IndicatorDocument.class)))
  @APIResponse(responseCode = "304", description = "The caller has this version.")
  @APIResponse(responseCode = "404", description = "There is none with this id.")
  public Response get(
      @Parameter(example = "rice-production") @PathParam("id") String id,
      @HeaderParam("If-None-Match") @Nullable String ifNoneMatch) {
    return answers.get(register, id, ifNoneMatch);
  }

  @PUT
  @Path("/{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({Roles.STATISTICIAN, Roles.ADMIN})
  @Operation(
      operationId = "putIndicator",
      summary = "Create or change an indicator",
      description =
          "By a statistician of a statistics office or an administrator, whose grant has no bound."
              + " The whole of it. Each change is a new version. What defines a measure stays: a"
              + " new unit is a new measure. Creating needs no precondition; changing needs"
              + " `If-Match` with the ETag that was read. Putting what is already there changes"
              + " nothing.")
  @APIResponse(
      responseCode = "201",
      description = "Created.",
      content = @Content(schema = @Schema(implementation = IndicatorDocument.class)))
  @APIResponse(
      responseCode = "200",
      description = "Changed.",
      content = @Content(schema = @Schema(implementation = IndicatorDocument.class)))
  @APIResponse(responseCode = "412", description = "It has changed since it was read.")
  @APIResponse(responseCode = "422", description = "The content is not valid; all that is wrong.")
  @APIResponse(responseCode = "428", description = "It exists and `If-Match` is missing.")
  public Response put(
      @Parameter(example = "rice-production") @PathParam("id") String id,
      @HeaderParam("If-Match") @Nullable String ifMatch,
      @HeaderParam("If-None-Match") @Nullable String ifNoneMatch,
      IndicatorDocument document,
      @Context UriInfo address) {
    return answers.put(register, id, document, ifMatch, ifNoneMatch, address);
  }

  @GET
  @Path("/{id}/versions")
  @PermitAll
  @Operation(
      operationId = "listIndicatorVersions",
      summary = "Read what an indicator has meant",
      description = "Every version of its definition, the newest first.")
  @APIResponse(
      responseCode = "200",
      description = "A page of versions; a further page is in `Link`.",
      content = @Content(schema = @Schema(implementation = IndicatorVersionPage.class)))
  @APIResponse(responseCode = "304", description = "The caller has this page.")
  @APIResponse(responseCode = "404", description = "There is no such indicator.")
  public Response versions(
      @Parameter(example = "rice-production") @PathParam("id") String id,
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("cursor") @Nullable String cursor,
      @HeaderParam("If-None-Match") @Nullable String ifNoneMatch) {
    IndicatorDocument newest = gate.published(connection -> register.require(connection, id));
    Paging paging = Paging.parse(limit, cursor, "indicator-versions", id);
    return Responses.open(
        ifNoneMatch,
        paging.tag(register.tag(newest)),
        () ->
            paging.page(
                gate.published(
                    connection ->
                        register.versions(connection, id, paging.after(), paging.limit())),
                version -> String.valueOf(version.definition().version())));
  }

  @Schema(name = "IndicatorVersionPage")
  record IndicatorVersionPage(List<IndicatorVersion> items) {}

  @Schema(name = "IndicatorPage")
  record IndicatorPage(List<IndicatorDocument> items) {}
}
