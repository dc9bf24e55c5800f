package vn.solieu.indicator.form;

import static java.util.stream.Collectors.joining;

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
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import vn.solieu.platform.document.RegisterService;
import vn.solieu.platform.document.RegisterService.Written;
import vn.solieu.platform.http.Paging;
import vn.solieu.platform.http.Preconditions;
import vn.solieu.platform.http.Responses;
import vn.solieu.platform.problem.LocalizedText;
import vn.solieu.platform.problem.ProblemException;
import vn.solieu.platform.problem.ProblemType;
import vn.solieu.platform.problem.Violation;
import vn.solieu.platform.publication.ReleaseGate;
import vn.solieu.platform.security.CurrentCaller;
import vn.solieu.platform.security.Roles;
import vn.solieu.platform.sql.Rows;

/** The reporting forms. Like the acts that issue them, they are public. */
@Path("/v1/forms")
@Tag(name = "reporting")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class FormResource {

  private static final String EXAMPLE =
      """
      {
        "symbol": "EX-02.N/BCS-NNMT",
        "nameVi": "Diện tích và sản lượng lúa",
        "nameEn": "Rice: area and output",
        "example": true,
        "publisher": "thong-ke-tinh",
        "route": "department",
        "appraisal": "acceptance",
        "frequency": "year",
        "deadline": {"monthOffset": 1, "day": 17, "shift": "next-working-day"},
        "agencies": ["so-nnmt"],
        "decimalSeparator": ",",
        "defaultLevel": "preliminary",
        "origin": "example",
        "blocks": [
          {
            "measure": "rice-area",
            "areas": ["P82B"],
            "breakdowns": {"season": ["_T", "WS", "SA", "AW"]},
            "frequency": "year",
            "periodOffset": 0,
            "required": true,
            "sign": "non-negative"
          }
        ],
        "sums": [
          {"measure": "rice-area", "dimension": "season", "total": "_T", "parts": ["WS", "SA", "AW"]}
        ],
        "changes": [{"measure": "rice-area", "percent": 30}]
      }
      """;

  private final FormRegister forms;
  private final RegisterService registers;
  private final ReleaseGate gate;
  private final CurrentCaller caller;

  FormResource(
      FormRegister forms, RegisterService registers, ReleaseGate gate, CurrentCaller caller) {
    this.forms = forms;
    this.gate = gate;
    this.registers = registers;
    this.caller = caller;
  }

  /** One page of forms. */
  @Schema(name = "Forms")
  public record FormPage(List<FormDocument> items) {}

  @GET
  @PermitAll
  @Operation(operationId = "listForms", summary = "The reporting forms, by id")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = FormPage.class)))
  public Response list(
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") @Nullable String limit,
      @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String ifNoneMatch) {
    Paging paging = Paging.parse(limit, cursor, "forms");
    Rows<FormDocument> found =
        gate.published(connection -> forms.list(connection, paging.after(), paging.limit()));
    return Responses.open(
        ifNoneMatch,
        paging.tag(
            found.more(),
            found.items().stream()
                .map(form -> form.id() + "@" + form.version())
                .collect(joining(" "))),
        () -> paging.page(found, form -> String.valueOf(form.id())));
  }

  @GET
  @Path("/{id}")
  @PermitAll
  @Operation(operationId = "getForm", summary = "A reporting form")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = FormDocument.class)))
  public Response get(
      @Parameter(example = "INBOUND-INVESTMENT") @PathParam("id") String id,
      @Parameter(description = "An earlier version; absent: the newest.") @QueryParam("version")
          @Nullable String version,
      @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String ifNoneMatch) {
    FormDocument form =
        version == null
            ? gate.published(connection -> forms.require(connection, id))
            : version(id, version);
    return Responses.open(ifNoneMatch, forms.tag(form), () -> form);
  }

  private FormDocument version(String id, String version) {
    if (!version.matches("[1-9][0-9]{0,8}")) {
      throw new ProblemException(
              ProblemType.INVALID_PARAMETER,
              LocalizedText.of("Tham số không hợp lệ.", "A parameter is not valid."))
          .with(
              Violation.inParameter(
                  "version",
                  "range",
                  LocalizedText.of(
                      "version phải là số nguyên từ 1.",
                      "version must be a whole number from 1.")));
    }
    Optional<FormDocument> found =
        gate.published(connection -> forms.findVersion(connection, id, Long.parseLong(version)));
    return found.orElseThrow(
        () ->
            new ProblemException(
                ProblemType.NOT_FOUND,
                LocalizedText.of("Không có phiên bản này.", "There is no such version.")));
  }

  @PUT
  @Path("/{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({Roles.STATISTICIAN, Roles.ADMIN})
  @Operation(
      operationId = "putForm",
      summary = "Create a form, or give it a new version",
      description =
          "By a statistician of a statistics office or an administrator who is granted the form, its"
              + " publisher and all agencies that owe it. Creating needs no precondition; changing"
              + " needs If-Match. Rounds that were issued keep their version.")
  @APIResponse(
      responseCode = "200",
      description = "Changed, or as it was.",
      content = @Content(schema = @Schema(implementation = FormDocument.class)))
  @APIResponse(
      responseCode = "201",
      description = "Created.",
      content = @Content(schema = @Schema(implementation = FormDocument.class)))
  public Response put(
      @Parameter(example = "INBOUND-INVESTMENT") @PathParam("id") String id,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String ifNoneMatch,
      @RequestBody(
              required = true,
              content =
                  @Content(
                      schema = @Schema(implementation = FormDocument.class),
                      examples = @ExampleObject(name = "rice", value = EXAMPLE)))
          FormDocument form,
      @Context UriInfo address) {
    Written<FormDocument> written =
        registers.put(forms, id, form, caller.require(), Preconditions.of(ifMatch, ifNoneMatch));
    return Responses.written(
        written.created(), address, forms.tag(written.entry()), written.entry());
  }
}
