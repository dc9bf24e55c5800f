package vn.solieu.indicator.area;

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
import java.time.Clock;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import vn.solieu.indicator.definition.RegisterAnswers;
import vn.solieu.platform.http.Paging;
import vn.solieu.platform.http.Responses;
import vn.solieu.platform.http.SearchText;
import vn.solieu.platform.problem.LocalizedText;
import vn.solieu.platform.problem.ProblemException;
import vn.solieu.platform.problem.ProblemType;
import vn.solieu.platform.problem.Violation;
import vn.solieu.platform.publication.ReleaseGate;
import vn.solieu.platform.security.Roles;
import vn.solieu.platform.time.Instants;
import vn.solieu.platform.version.EntityTag;

/** Units of territory. */
@Path("/v1/areas")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(
    name = "places",
    description = "Units of territory, what acts have said about them, and what became of them.")
public class AreaResource {

  private final AreaRegister register;
  private final Areas areas;
  private final ReleaseGate gate;
  private final RegisterAnswers answers;
  private final Clock clock;

  AreaResource(
      AreaRegister register, Areas areas, ReleaseGate gate, RegisterAnswers answers, Clock clock) {
    this.register = register;
    this.areas = areas;
    this.gate = gate;
    this.answers = answers;
    this.clock = clock;
  }

  @GET
  @PermitAll
  @Operation(
      operationId = "listAreas",
      summary = "Find areas",
      description =
          "Areas of which one fact fits all that is given, by id. A code never identifies: province"
              + " 82 was Tiền Giang until 2025-06-30 and is Đồng Tháp since, so give `validOn` with"
              + " `code`.")
  @APIResponse(
      responseCode = "200",
      description = "A page of areas; a further page is in `Link`.",
      content = @Content(schema = @Schema(implementation = AreaPage.class)))
  @APIResponse(responseCode = "304", description = "The caller has this page.")
  public Response list(
      @Parameter(description = "The official code that it holds.", example = "82")
          @QueryParam("code")
          @Nullable String code,
      @Parameter(
              description = "The day on which the fact holds; absent: any day.",
              example = "2026-01-01")
          @QueryParam("validOn")
          @Nullable LocalDate validOn,
      @Parameter(
              description =
                  "A part of its name. Words without marks fit every marking, words with marks only"
                      + " their own: `tan thanh` finds Tân Thành and Tân Thạnh, `Tân Thạnh` one of"
                      + " them. Hyphens and punctuation do not count, so there has to be a letter or a digit.",
              example = "dong thap")
          @QueryParam("q")
          @Nullable String q,
      @Parameter(description = "The kind of unit that it is.", example = "ward") @QueryParam("type")
          @Nullable String type,
      @Parameter(
              description = "The tier of the unit.",
              example = "province",
              schema =
                  @Schema(
                      type = SchemaType.STRING,
                      enumeration = {"country", "region", "province", "district", "commune"}))
          @QueryParam("tier")
          @Nullable String tier,
      @Parameter(
              description =
                  "Id of its parent, or a code as it was held on `validOn` (today if absent), or on"
                      + " a day of its own as in `82@2025-06-30`.",
              example = "P82B")
          @QueryParam("parent")
          @Nullable String parent,
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("cursor") @Nullable String cursor,
      @HeaderParam("If-None-Match") @Nullable String ifNoneMatch) {
    AreaRegister.Query query =
        new AreaRegister.Query(
            code, validOn, SearchText.parse("q", q), type, tier, parentId(parent, validOn));
    Paging paging = Paging.parse(limit, cursor, "areas", query);
    return answers.page(
        ifNoneMatch,
        paging,
        connection -> register.list(connection, query, paging.after(), paging.limit()));
  }

  private @Nullable String parentId(@Nullable String parent, @Nullable LocalDate validOn) {
    if (parent == null) {
      return null;
    }
    LocalDate boundary = validOn != null ? validOn : Instants.day(clock.instant());
    return switch (areas.resolve(parent, boundary)) {
      case Area area -> area.id();
      case Resolution.Refused refused -> throw refused("parent", refused.rule(), refused.message());
    };
  }

  private static ProblemException refused(String parameter, String rule, LocalizedText message) {
    return new ProblemException(
            ProblemType.INVALID_PARAMETER,
            LocalizedText.of("Tham số không hợp lệ.", "A parameter is not valid."))
        .with(Violation.inParameter(parameter, rule, message));
  }

  @GET
  @Path("/{id}")
  @PermitAll
  @Operation(
      operationId = "getArea",
      summary = "Read an area",
      description = "All that acts have said about it, in the order of time, and its successors.")
  @APIResponse(
      responseCode = "200",
      description = "The area.",
      content = @Content(schema = @Schema(implementation = AreaDocument.class)))
  @APIResponse(responseCode = "304", description = "The caller has this version.")
  @APIResponse(responseCode = "404", description = "There is no such area.")
  public Response get(
      @Parameter(example = "P82B") @PathParam("id") String id,
      @HeaderParam("If-None-Match") @Nullable String ifNoneMatch) {
    return answers.get(register, id, ifNoneMatch);
  }

  @PUT
  @Path("/{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({Roles.STATISTICIAN, Roles.ADMIN})
  @Operation(
      operationId = "putArea",
      summary = "Create or change an area",
      description =
          "By a statistician of a statistics office or an administrator, whose grant has no bound."
              + " The whole of it. Creating needs no precondition; changing needs `If-Match` with"
              + " the ETag that was read. Putting what is already there changes nothing.")
  @APIResponse(
      responseCode = "201",
      description = "Created.",
      content = @Content(schema = @Schema(implementation = AreaDocument.class)))
  @APIResponse(
      responseCode = "200",
      description = "Changed.",
      content = @Content(schema = @Schema(implementation = AreaDocument.class)))
  @APIResponse(responseCode = "412", description = "It has changed since it was read.")
  @APIResponse(responseCode = "422", description = "The content is not valid; all that is wrong.")
  @APIResponse(responseCode = "428", description = "It exists and `If-Match` is missing.")
  public Response put(
      @Parameter(example = "P82B") @PathParam("id") String id,
      @HeaderParam("If-Match") @Nullable String ifMatch,
      @HeaderParam("If-None-Match") @Nullable String ifNoneMatch,
      AreaDocument area,
      @Context UriInfo address) {
    return answers.put(register, id, area, ifMatch, ifNoneMatch, address);
  }

  @GET
  @Path("/{id}/lineage")
  @PermitAll
  @Operation(
      operationId = "getAreaLineage",
      summary = "Read where an area came from and what became of it",
      description =
          "Predecessors back in time and successors forward, over any number of reforms. An edge"
              + " without a share is a part of unknown size.")
  @APIResponse(
      responseCode = "200",
      description = "The lineage.",
      content = @Content(schema = @Schema(implementation = Lineage.class)))
  @APIResponse(responseCode = "404", description = "There is no such area.")
  public Response lineage(
      @Parameter(example = "P82B") @PathParam("id") String id,
      @HeaderParam("If-None-Match") @Nullable String ifNoneMatch) {
    Lineage lineage =
        gate.published(
            connection -> {
              register.require(connection, id);
              return Lineages.of(connection, id);
            });
    return Responses.open(
        ifNoneMatch, EntityTag.of("lineage", id, lineage.toString()), () -> lineage);
  }

  @Schema(name = "AreaPage")
  record AreaPage(java.util.List<AreaDocument> items) {}
}
