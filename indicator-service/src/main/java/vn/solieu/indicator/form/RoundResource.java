package vn.solieu.indicator.form;

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
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
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

/** The rounds in which forms are issued. */
@Path("/v1/rounds")
@Tag(name = "reporting")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class RoundResource {

  private final RoundService rounds;
  private final CurrentCaller caller;

  RoundResource(RoundService rounds, CurrentCaller caller) {
    this.rounds = rounds;
    this.caller = caller;
  }

  /** One page of rounds. */
  @Schema(name = "Rounds")
  public record RoundPage(List<Round> items) {}

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({Roles.STATISTICIAN, Roles.ADMIN})
  @Operation(
      operationId = "issueRound",
      summary = "Issue a form for a period",
      description =
          "By a statistician of a statistics office or an administrator who is granted the form,"
              + " its publisher and all agencies that owe it. Each agency that owes it gets an"
              + " obligation. The due date follows from the form's deadline and the working days"
              + " known now, unless a dispatch sets its own; once given it stays. Where the notice"
              + " on public holidays of its year is not known, yearsWithoutNotice says so.")
  @APIResponse(
      responseCode = "201",
      description = "Issued.",
      headers = @Header(name = HttpHeaders.ETAG, ref = HttpHeaders.ETAG),
      content = @Content(schema = @Schema(implementation = Round.class)))
  public Response issue(
      @RequestBody(
              required = true,
              content =
                  @Content(
                      schema = @Schema(implementation = NewRound.class),
                      examples =
                          @ExampleObject(
                              name = "rice",
                              value = "{\"form\": \"EX-RICE\", \"period\": \"2025\"}")))
          NewRound round) {
    Round issued = rounds.issue(round, caller.require());
    return Response.status(Response.Status.CREATED)
        .header(HttpHeaders.LOCATION, "/v1/rounds/" + issued.id())
        .entity(issued)
        .header(HttpHeaders.ETAG, issued.tag().toHeader())
        .build();
  }

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
      operationId = "listRounds",
      summary = "The rounds, oldest first",
      description = "Of the forms for which the caller holds a role.")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = RoundPage.class)))
  public Page<Round> list(
      @Parameter(description = "Id of the form; nothing fits an unknown one.") @QueryParam("form")
          @Nullable String form,
      @Parameter(
              description = "The round's period, as in 2026-Q1.",
              schema = @Schema(type = SchemaType.STRING))
          @QueryParam("period")
          @Nullable Period period,
      @Parameter(
              schema =
                  @Schema(
                      type = SchemaType.STRING,
                      enumeration = {"open", "cancelled"}))
          @QueryParam("state")
          @Nullable String state,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") @Nullable String limit) {
    Paging paging = Paging.parse(limit, cursor, "rounds", form, period, state);
    return paging.page(
        rounds.list(
            caller.require(), form, period, state, UuidParameter.after(paging), paging.limit()),
        round -> round.id().toString());
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
  @Operation(operationId = "getRound", summary = "A round")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = Round.class)))
  public Response get(
      @Parameter(example = "0198f2c0-6f7a-7c11-9d5e-2b7c1f0a4e11") @PathParam("id") String id,
      @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String ifNoneMatch) {
    return answer(ifNoneMatch, rounds.read(UuidParameter.inPath(id), caller.require()));
  }

  @POST
  @Path("/{id}/cancel")
  @RolesAllowed({Roles.STATISTICIAN, Roles.ADMIN})
  @Operation(
      operationId = "cancelRound",
      summary = "Cancel a round with all of its obligations",
      description =
          "By those who may issue it. What was accepted stays accepted; nothing more is owed.")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = Round.class)))
  public Response cancel(
      @Parameter(example = "0198f2c0-6f7a-7c11-9d5e-2b7c1f0a4e11") @PathParam("id") String id,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
    return answer(
        null, rounds.cancel(UuidParameter.inPath(id), Preconditions.of(ifMatch), caller.require()));
  }

  private static Response answer(@Nullable String ifNoneMatch, Round round) {
    return Responses.closed(ifNoneMatch, round.tag(), () -> round);
  }
}
