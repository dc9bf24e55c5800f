package vn.solieu.indicator.form;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import vn.solieu.platform.http.Page;
import vn.solieu.platform.http.Paging;
import vn.solieu.platform.http.Preconditions;
import vn.solieu.platform.http.Responses;
import vn.solieu.platform.http.UuidParameter;
import vn.solieu.platform.security.CurrentCaller;
import vn.solieu.platform.security.Roles;
import vn.solieu.platform.time.Period;

/** What agencies owe: an agency sees its own, the office all. */
@Path("/v1/obligations")
@Tag(name = "reporting")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ObligationResource {

  private final RoundService rounds;
  private final CurrentCaller current;

  ObligationResource(RoundService rounds, CurrentCaller current) {
    this.rounds = rounds;
    this.current = current;
  }

  /** One page of obligations. */
  @Schema(name = "Obligations")
  public record ObligationPage(List<Obligation> items) {}

  @GET
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
      operationId = "listObligations",
      summary = "What is owed, oldest first",
      description =
          "Those of the agencies and forms for which the caller holds a role; a reporter those of"
              + " the own agency.")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = ObligationPage.class)))
  public Page<Obligation> list(
      @Parameter(description = "Id of the agency; nothing fits one that is not granted.")
          @QueryParam("agency")
          @Nullable String agency,
      @Parameter(description = "Id of the form; nothing fits an unknown one.") @QueryParam("form")
          @Nullable String form,
      @Parameter(description = "Id of the round; nothing fits an unknown one.") @QueryParam("round")
          @Nullable UUID round,
      @Parameter(
              description = "The round's period, as in 2026-Q1.",
              schema = @Schema(type = SchemaType.STRING))
          @QueryParam("period")
          @Nullable Period period,
      @Parameter(
              schema =
                  @Schema(
                      type = SchemaType.STRING,
                      enumeration = {"open", "submitted", "accepted", "returned", "cancelled"}))
          @QueryParam("state")
          @Nullable String state,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") @Nullable String limit) {
    Paging paging = Paging.parse(limit, cursor, "obligations", agency, form, round, period, state);
    return paging.page(
        rounds.obligations(
            current.require(),
            agency,
            form,
            round,
            period,
            state,
            UuidParameter.after(paging),
            paging.limit()),
        obligation -> obligation.id().toString());
  }

  @GET
  @Path("/{id}")
  @RolesAllowed({
    Roles.REPORTER,
    Roles.HEAD,
    Roles.STATISTICIAN,
    Roles.APPRAISER,
    Roles.RELEASE_OFFICER,
    Roles.CALENDAR_APPROVER,
    Roles.ADMIN
  })
  @Operation(operationId = "getObligation", summary = "What one agency owes of a round")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = Obligation.class)))
  public Response get(
      @Parameter(example = "0198f2c0-6f7a-7c11-9d5e-2b7c1f0a4e11") @PathParam("id") String id,
      @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String ifNoneMatch) {
    return answer(ifNoneMatch, rounds.readObligation(UuidParameter.inPath(id), current.require()));
  }

  @POST
  @Path("/{id}/cancel")
  @RolesAllowed({Roles.STATISTICIAN, Roles.ADMIN})
  @Operation(
      operationId = "cancelObligation",
      summary = "Cancel what one agency owes",
      description =
          "By a statistician of a statistics office or an administrator who is granted"
              + " the agency and the form. What was accepted stays accepted; nothing more is owed.")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = Obligation.class)))
  public Response cancel(
      @Parameter(example = "0198f2c0-6f7a-7c11-9d5e-2b7c1f0a4e11") @PathParam("id") String id,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
    return answer(
        null,
        rounds.cancelObligation(
            UuidParameter.inPath(id), Preconditions.of(ifMatch), current.require()));
  }

  private static Response answer(@Nullable String ifNoneMatch, Obligation obligation) {
    return Responses.closed(ifNoneMatch, obligation.tag(), () -> obligation);
  }
}
