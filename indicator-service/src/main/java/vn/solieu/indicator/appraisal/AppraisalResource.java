package vn.solieu.indicator.appraisal;

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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import vn.solieu.indicator.submission.Submission;
import vn.solieu.platform.http.Preconditions;
import vn.solieu.platform.http.Responses;
import vn.solieu.platform.http.UuidParameter;
import vn.solieu.platform.security.CurrentCaller;
import vn.solieu.platform.security.Roles;

/** What becomes of a submission. */
@Path("/v1/submissions/{id}")
@Tag(name = "reporting")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({
  Roles.REPORTER,
  Roles.HEAD,
  Roles.STATISTICIAN,
  Roles.APPRAISER,
})
@RunOnVirtualThread
public class AppraisalResource {

  private static final String SENTENCE =
      " By an appraiser of a statistics office who is granted the agency, the form and all areas of"
          + " the figures, and is another person than the sender; where the form asks for no"
          + " acceptance, also by the head of its publisher. Needs If-Match with the submission's"
          + " ETag.";

  private final AppraisalService service;
  private final CurrentCaller caller;

  AppraisalResource(AppraisalService service, CurrentCaller caller) {
    this.service = service;
    this.caller = caller;
  }

  @POST
  @Path("/accept")
  @Operation(
      operationId = "acceptSubmission",
      summary = "Take the figures over",
      description = "They open with the release that lists their vintage." + SENTENCE)
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = Submission.class)))
  public Response accept(
      @Parameter(example = "0198f2c0-6f7a-7c11-9d5e-2b7c1f0a4e11") @PathParam("id") String id,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
    return answer(
        service.accept(UuidParameter.inPath(id), Preconditions.of(ifMatch), caller.require()));
  }

  @POST
  @Path("/return")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "returnSubmission",
      summary = "Give the figures back",
      description =
          "With what is wrong, cell by cell. Not while their vintage is listed in a release: detach"
              + " it first."
              + SENTENCE)
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = Submission.class)))
  public Response giveBack(
      @Parameter(example = "0198f2c0-6f7a-7c11-9d5e-2b7c1f0a4e11") @PathParam("id") String id,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @RequestBody(
              required = true,
              content =
                  @Content(
                      schema = @Schema(implementation = Decision.class),
                      examples =
                          @ExampleObject(
                              name = "one cell",
                              value =
                                  """
                                  {
                                    "text": "Đề nghị rà soát vụ hè thu.",
                                    "remarks": [
                                      {"row": 3, "column": "value", "text": "Cao hơn diện tích canh tác."}
                                    ]
                                  }
                                  """)))
          Decision decision) {
    return answer(
        service.giveBack(
            UuidParameter.inPath(id), Preconditions.of(ifMatch), decision, caller.require()));
  }

  @POST
  @Path("/withdraw")
  @Operation(
      operationId = "withdrawSubmission",
      summary = "Take one's own figures back",
      description =
          "By the agency that sent them, before the office has decided. Needs If-Match with the"
              + " submission's ETag.")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = Submission.class)))
  public Response withdraw(
      @Parameter(example = "0198f2c0-6f7a-7c11-9d5e-2b7c1f0a4e11") @PathParam("id") String id,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
    return answer(
        service.withdraw(UuidParameter.inPath(id), Preconditions.of(ifMatch), caller.require()));
  }

  private static Response answer(Submission submission) {
    return Responses.closed(null, submission.tag(), () -> submission);
  }
}
