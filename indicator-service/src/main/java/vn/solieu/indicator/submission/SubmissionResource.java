package vn.solieu.indicator.submission;

import static java.util.Objects.requireNonNull;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
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
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.UUID;
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
import vn.solieu.indicator.definition.EnumCodec;
import vn.solieu.indicator.form.Obligation;
import vn.solieu.indicator.form.rule.Finding;
import vn.solieu.indicator.form.rule.FindingKind;
import vn.solieu.indicator.observation.Reason;
import vn.solieu.platform.http.Page;
import vn.solieu.platform.http.Paging;
import vn.solieu.platform.http.RequestId;
import vn.solieu.platform.http.Responses;
import vn.solieu.platform.http.UuidParameter;
import vn.solieu.platform.idempotency.FormerAnswer;
import vn.solieu.platform.idempotency.IdempotencyKey;
import vn.solieu.platform.idempotency.Once;
import vn.solieu.platform.problem.Language;
import vn.solieu.platform.problem.LocalizedText;
import vn.solieu.platform.problem.Problem;
import vn.solieu.platform.problem.ProblemException;
import vn.solieu.platform.problem.ProblemMember;
import vn.solieu.platform.problem.ProblemType;
import vn.solieu.platform.problem.Violation;
import vn.solieu.platform.problem.Violations;
import vn.solieu.platform.security.Caller;
import vn.solieu.platform.security.CurrentCaller;
import vn.solieu.platform.security.Roles;
import vn.solieu.platform.sql.Rows;

/** Where agencies push their figures, and see what became of them. */
@Path(SubmissionResource.PATH)
@Tag(name = "reporting")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class SubmissionResource {

  static final String PATH = "/v1/submissions";

  private static final int LONGEST_NOTICE = 1_000;

  private static final String CSV =
      """
      measure,area,season,period,value
      rice-area,P82B,WS,2025,"190,5"
      rice-area,P82B,SA,2025,"185,2"
      rice-area,P82B,AW,2025,"101,0"
      rice-area,P82B,_T,2025,"476,7"
      """;

  private static final String JSON =
      """
      {
        "rows": [
          {"measure": "rice-area", "area": "P82B", "season": "WS", "period": "2025", "value": 190.5},
          {"measure": "rice-area", "area": "P82B", "season": "SA", "period": "2025", "value": 185.2},
          {"measure": "rice-area", "area": "P82B", "season": "AW", "period": "2025", "value": 101.0},
          {"measure": "rice-area", "area": "P82B", "season": "_T", "period": "2025", "value": 476.7}
        ]
      }
      """;

  private final SubmissionService service;
  private final SubmissionReader reader;
  private final SpoolLimits limits;
  private final CheckTurns turns;
  private final CurrentCaller current;

  SubmissionResource(
      SubmissionService service,
      SubmissionReader reader,
      SpoolLimits limits,
      CheckTurns turns,
      CurrentCaller current) {
    this.service = service;
    this.reader = reader;
    this.limits = limits;
    this.turns = turns;
    this.current = current;
  }

  /** One page of submissions. */
  @Schema(name = "Submissions")
  public record SubmissionPage(List<Submission> items) {}

  /** The findings of a submission. */
  @Schema(name = "Findings")
  public record FindingList(
      @Schema(description = "All of them; the first 1,000 of the checks are kept.") int total,
      @Schema(description = "Every rule that found something, and how often.")
          List<FindingKind> kinds,
      List<Finding> items) {}

  @POST
  @Consumes({Push.CSV, MediaType.APPLICATION_JSON})
  @RolesAllowed({Roles.REPORTER, Roles.HEAD, Roles.STATISTICIAN})
  @Operation(
      operationId = "pushSubmission",
      summary = "Push figures for an obligation",
      description =
          "Every row is checked; the answer lists all that was found, with row, column and rule. A"
              + " hard finding, or a soft one without a justification in its row, refuses the"
              + " submission: it is kept with its findings and without figures. What each rule"
              + " means stands in the schema Finding, at `rule`.\n\n"
              + "The header `Idempotency-Key` is required, but for a dry run: without it the push is"
              + " 400. The same key with the same body gives the same answer again, also to another"
              + " person of the agency; with another body it is 422.\n\n"
              + "A correction brings the whole form, also what it leaves as it was. Once it is"
              + " public, only the figures of which value, value state, level or round differ from"
              + " what was published are answered with reason `correction`, this release and its"
              + " notice; all others are answered as before it. Where nothing differs, finding V50"
              + " says so (severity info). A figure of a lower level than the published one, which"
              + " no release would take, is told as V51 (info); in a correction or a change of method,"
              + " which would replace it, as V60 (soft). A required cell of which a more complete"
              + " figure is published may be left out. A published cell of the form and"
              + " period that a correction or a change of method leaves out keeps its published"
              + " figure: V55 (info) counts these cells and names the first ten. In a submission of"
              + " any reason, a row without a value in a cell of which a value is published would"
              + " take that value from the readers: V54 (soft), which needs a justification in the"
              + " row.\n\n"
              + "Where nothing of the form, agency and period, and no cell of the push, is published,"
              + " a correction or a change of method is refused (V56). Cells of it that were never"
              + " published are told as V57 (info), with their number and first rows; readers see"
              + " them with that reason and notice.\n\n"
              + "Columns: measure, area, the form's breakdowns, period, value; and where needed"
              + " accumulation, level, round, valueType, variant, valueState, unit, justification,"
              + " reason; in any order. \"-\" says that nothing occurred, \"...\" that it was not"
              + " collected, \"x\" that it does not apply; blank is not reported.\n\n"
              + "The first comma, semicolon or tab of the heading separates the columns of a CSV"
              + " file. Where commas do, a number with a comma has to be quoted. A row is refused"
              + " (V53) if its value and the cell right after it read together as one number with a"
              + " comma (62,7): in the column justification in a form of either decimal separator,"
              + " in the column round in a form whose numbers are written so. Where both cells are"
              + " meant, separate the columns by semicolons. Before any other column, a number that"
              + " is split leaves a cell too many or a code that the form does not take there.")
  @APIResponse(
      responseCode = "200",
      description = "Of a dry run: nothing would refuse it.",
      content = @Content(schema = @Schema(implementation = Receipt.class)))
  @APIResponse(
      responseCode = "201",
      description = "Received; the office decides.",
      headers =
          @Header(
              name = "Idempotency-Replayed",
              description = "true when it was received before.",
              schema = @Schema(type = SchemaType.BOOLEAN)),
      content = @Content(schema = @Schema(implementation = Receipt.class)))
  @APIResponse(
      responseCode = "404",
      description = "There is no such obligation, or none that the caller may read.")
  @APIResponse(
      responseCode = "409",
      description =
          "Another submission waits for appraisal (not told of a dry run) or is being worked on,"
              + " figures were accepted and no reason is given, or the obligation is cancelled.",
      content =
          @Content(
              mediaType = Problem.MEDIA_TYPE,
              schema = @Schema(implementation = Problem.class)))
  @APIResponse(
      responseCode = "413",
      description = "Too large; maxBytes says how much is taken.",
      content =
          @Content(
              mediaType = Problem.MEDIA_TYPE,
              schema = @Schema(implementation = Problem.class)))
  @APIResponse(
      responseCode = "422",
      description =
          "Refused: errors[] has the first 1,000 findings that have to be corrected or justified,"
              + " each with its severity, errorsTotal counts all of them, kinds[] names every rule"
              + " that found something and how often, id names the refused submission.",
      content =
          @Content(
              mediaType = Problem.MEDIA_TYPE,
              schema = @Schema(implementation = Problem.class)))
  public Response push(
      @Parameter(
              description = "Id of the obligation.",
              required = true,
              example = "0198f2c0-6f7a-7c11-9d5e-2b7c1f0a4e11")
          @QueryParam("obligation")
          @Nullable UUID obligation,
      @Parameter(
              description =
                  "true: check, answer, store nothing, also while another submission waits. Only"
                      + " then is no Idempotency-Key needed; one that comes with it is not looked"
                      + " at and not stored.",
              schema = @Schema(type = SchemaType.BOOLEAN))
          @QueryParam("dryRun")
          @Nullable String dryRun,
      @Parameter(
              description = "Required to change what was accepted.",
              schema =
                  @Schema(
                      type = SchemaType.STRING,
                      enumeration = {"first", "scheduled", "correction", "method"}))
          @QueryParam("reason")
          @Nullable String reason,
      @Parameter(
              description =
                  "What readers are told; needed with a correction or a change of method, and"
                      + " refused with a push that is neither (V58). Without noticeEn, V59 (info)"
                      + " says that readers in English see the Vietnamese text alone. It does"
                      + " not begin with =, +, -, @, a tab or a line break: a spreadsheet would"
                      + " take it for a formula.",
              schema = @Schema(type = SchemaType.STRING, maxLength = LONGEST_NOTICE))
          @QueryParam("notice")
          @Nullable String notice,
      @Parameter(
              description =
                  "The notice in English, beside the Vietnamese one; the public reads both with the"
                      + " figures.",
              schema = @Schema(type = SchemaType.STRING, maxLength = LONGEST_NOTICE))
          @QueryParam("noticeEn")
          @Nullable String noticeEn,
      @Parameter(
              description =
                  "Required, but with dryRun=true: 400 without it. 1 to 128 visible ASCII"
                      + " characters. A new one for each push; the same to send a push again. It is"
                      + " the agency's: a colleague who sends the same push again with it gets the"
                      + " same answer.")
          @HeaderParam(IdempotencyKey.HEADER)
          @Nullable String key,
      @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable String contentType,
      @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) @Nullable String acceptLanguage,
      @RequestBody(
              required = true,
              content = {
                @Content(
                    mediaType = Push.CSV,
                    schema = @Schema(type = SchemaType.STRING),
                    examples = @ExampleObject(name = "rice", value = CSV)),
                @Content(
                    mediaType = MediaType.APPLICATION_JSON,
                    schema = @Schema(implementation = RowsDocument.class),
                    examples = @ExampleObject(name = "rice", value = JSON))
              })
          InputStream body,
      @Context RoutingContext request)
      throws IOException {
    boolean dry = "true".equals(dryRun);
    Violations violations = new Violations();
    String told = notice("notice", notice, violations);
    String toldEn = notice("noticeEn", noticeEn, violations);
    violations.check(
        toldEn == null || told != null,
        Violation.inParameter(
            "notice",
            "required",
            LocalizedText.of(
                "Có noticeEn thì phải có notice, bằng tiếng Việt.",
                "With noticeEn there has to be the Vietnamese notice.")));
    violations.throwIfAny(
        ProblemType.INVALID_PARAMETER,
        LocalizedText.of(
            "Tham số không hợp lệ; xem errors.", "A parameter is not valid; see errors."));
    Push push =
        new Push(
            format(contentType),
            dry ? null : IdempotencyKey.parse(key),
            reason == null ? null : EnumCodec.parse(Reason.class, reason).orElseThrow(),
            told,
            toldEn,
            Language.negotiate(acceptLanguage),
            RequestId.of(request));
    Caller caller = current.require();
    Obligation owed = service.requireMayPush(requireNonNull(obligation), caller);
    try (Spool spool = Spool.receive(body, limits.limits())) {
      return answer(
          turns.within(
              caller.agency(),
              spool.bytes(),
              () ->
                  dry
                      ? new Once<>(service.dryRun(owed, push, spool, caller), false)
                      : service.push(owed, push, spool, caller)));
    }
  }

  private static Response answer(Once<PushResult> push) {
    ResponseBuilder answer =
        switch (push.result()) {
          case PushResult.Passed passed ->
              located(passed.submission() == null ? 200 : 201, passed.submission())
                  .type(MediaType.APPLICATION_JSON)
                  .entity(passed.receipt());
          case PushResult.Refused refused ->
              located(422, refused.submission())
                  .type(Problem.MEDIA_TYPE)
                  .header(HttpHeaders.CONTENT_LANGUAGE, refused.language().tag())
                  .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE)
                  .entity(problem(refused));
          case PushResult.Former(FormerAnswer former) -> again(former);
        };
    if (push.replayed()) {
      answer.header("Idempotency-Replayed", "true");
    }
    return answer.build();
  }

  private static ResponseBuilder located(int status, @Nullable UUID submission) {
    ResponseBuilder answer = Response.status(status);
    return submission == null
        ? answer
        : answer.header(HttpHeaders.LOCATION, PATH + "/" + submission);
  }

  private static Problem problem(PushResult.Refused refused) {
    ProblemException problem =
        new ProblemException(
                ProblemType.INVALID_CONTENT,
                LocalizedText.of(
                    "Số liệu có %d điểm phải sửa hoặc giải trình; xem errors."
                        .formatted(refused.toCorrect()),
                    "Points of the figures to correct or justify: %d; see errors."
                        .formatted(refused.toCorrect())))
            .with(refused.findings().stream().map(Finding::toViolation).toList())
            .extension(ProblemMember.ERRORS_TOTAL, refused.toCorrect())
            .extension(ProblemMember.KINDS, refused.kinds())
            .extension(ProblemMember.ROWS, refused.rows());
    if (refused.submission() != null) {
      problem =
          problem
              .extension(ProblemMember.ID, refused.submission())
              .extension(ProblemMember.STATE, "refused");
    }
    return Problem.of(problem, refused.language(), PATH, refused.requestId());
  }

  private static ResponseBuilder again(FormerAnswer former) {
    ResponseBuilder answer =
        Response.status(former.status())
            .type(former.status() < 400 ? MediaType.APPLICATION_JSON : Problem.MEDIA_TYPE)
            .entity(former.body());
    if (former.location() != null) {
      answer.header(HttpHeaders.LOCATION, former.location());
    }
    if (former.language() != null) {
      answer
          .header(HttpHeaders.CONTENT_LANGUAGE, former.language())
          .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE);
    }
    return answer;
  }

  /** Clean; null when it is blank. */
  private static @Nullable String notice(
      String name, @Nullable String sent, Violations violations) {
    if (sent == null) {
      return null;
    }
    String notice = CellText.clean(sent);
    violations.check(
        !CellText.beginsFormula(sent, notice),
        Violation.inParameter(
            name,
            "formula",
            LocalizedText.of(
                "Thông báo không được bắt đầu bằng =, +, -, @, dấu tab hoặc xuống dòng.",
                "A notice does not begin with =, +, -, @, a tab or a line break.")));
    violations.check(
        CellText.isReadable(notice, true),
        Violation.inParameter(
            name,
            "text",
            LocalizedText.of(
                "Thông báo có ký tự không đọc được.",
                "The notice has a character that cannot be read.")));
    return notice.isEmpty() ? null : notice;
  }

  private static Push.BodyFormat format(@Nullable String contentType) {
    if (contentType == null) {
      throw unsupported();
    }
    MediaType type = MediaType.valueOf(contentType);
    String charset = type.getParameters().getOrDefault(MediaType.CHARSET_PARAMETER, "utf-8");
    if (!charset.equalsIgnoreCase("utf-8")) {
      throw unsupported();
    }
    return type.isCompatible(MediaType.APPLICATION_JSON_TYPE)
        ? Push.BodyFormat.JSON
        : Push.BodyFormat.CSV;
  }

  private static ProblemException unsupported() {
    return new ProblemException(
        ProblemType.UNSUPPORTED_MEDIA_TYPE,
        LocalizedText.of(
            "Chỉ nhận text/csv hoặc application/json, mã hóa UTF-8; hãy nêu Content-Type.",
            "Only text/csv and application/json in UTF-8 are taken; say which in Content-Type."));
  }

  @GET
  @RolesAllowed({
    Roles.REPORTER,
    Roles.HEAD,
    Roles.STATISTICIAN,
    Roles.APPRAISER,
    Roles.RELEASE_OFFICER,
    Roles.CALENDAR_APPROVER
  })
  @Operation(
      operationId = "listSubmissions",
      summary = "The submissions, oldest first",
      description =
          "Those of the agencies, forms and areas for which the caller holds a role; a reporter"
              + " those of the own agency. Reading is recorded.")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = SubmissionPage.class)))
  public Page<Submission> list(
      @Parameter(description = "Id of the agency; nothing fits one that is not granted.")
          @QueryParam("agency")
          @Nullable String agency,
      @Parameter(description = "Id of the obligation; nothing fits an unknown one.")
          @QueryParam("obligation")
          @Nullable UUID obligation,
      @Parameter(
              schema =
                  @Schema(
                      type = SchemaType.STRING,
                      enumeration = {"refused", "received", "accepted", "returned", "withdrawn"}))
          @QueryParam("state")
          @Nullable String state,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") @Nullable String limit) {
    Paging paging = Paging.parse(limit, cursor, "submissions", agency, obligation, state);
    Rows<Submission> found =
        reader.list(
            current.require(),
            agency,
            obligation,
            state,
            UuidParameter.after(paging),
            paging.limit());
    return paging.page(found, submission -> submission.id().toString());
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
      operationId = "getSubmission",
      summary = "A submission",
      description =
          "For its agency and the office, as far as they are granted it. Reading is recorded.")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = Submission.class)))
  public Response get(
      @Parameter(example = "0198f2c0-6f7a-7c11-9d5e-2b7c1f0a4e11") @PathParam("id") String id,
      @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String ifNoneMatch) {
    Submission submission = reader.get(current.require(), UuidParameter.inPath(id));
    return Responses.closed(ifNoneMatch, submission.tag(), () -> submission);
  }

  @GET
  @Path("/{id}/findings")
  @RolesAllowed({
    Roles.REPORTER,
    Roles.HEAD,
    Roles.STATISTICIAN,
    Roles.APPRAISER,
    Roles.RELEASE_OFFICER,
    Roles.CALENDAR_APPROVER
  })
  @Operation(
      operationId = "getFindings",
      summary = "What was found in a submission",
      description =
          "In the order of the file, then the appraiser's remarks. They tell of figures that may"
              + " not be public: for those who may read the submission. Reading is recorded.")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = FindingList.class)))
  public Response findings(
      @Parameter(example = "0198f2c0-6f7a-7c11-9d5e-2b7c1f0a4e11") @PathParam("id") String id,
      @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String ifNoneMatch) {
    SubmissionReader.Read read = reader.findings(current.require(), UuidParameter.inPath(id));
    return Responses.closed(
        ifNoneMatch,
        read.submission().tag(),
        () -> new FindingList(read.submission().findings(), read.kinds(), read.findings()));
  }
}
