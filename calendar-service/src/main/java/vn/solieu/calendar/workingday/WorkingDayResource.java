package vn.solieu.calendar.workingday;

import static java.util.Objects.requireNonNull;

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
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import vn.solieu.platform.document.RegisterService;
import vn.solieu.platform.document.RegisterService.Written;
import vn.solieu.platform.http.Preconditions;
import vn.solieu.platform.http.Responses;
import vn.solieu.platform.problem.LocalizedText;
import vn.solieu.platform.problem.ProblemType;
import vn.solieu.platform.problem.Violation;
import vn.solieu.platform.problem.Violations;
import vn.solieu.platform.security.CurrentCaller;
import vn.solieu.platform.security.Roles;

/** Working days: the week, without holidays, with make-up days. */
@Path("/v1/working-days")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "calendar")
public class WorkingDayResource {

  /** Ten years. */
  private static final int MOST_DAYS = 3_660;

  private final WorkingDayService workingDays;
  private final RegisterService registers;
  private final WorkingYearRegister register;
  private final CurrentCaller caller;

  WorkingDayResource(
      WorkingDayService workingDays,
      RegisterService registers,
      WorkingYearRegister register,
      CurrentCaller caller) {
    this.workingDays = workingDays;
    this.registers = registers;
    this.register = register;
    this.caller = caller;
  }

  /** The days of a range. */
  @Schema(
      name = "WorkingDays",
      requiredProperties = {"items", "yearsWithoutNotice"})
  public record Range(
      List<CalendarDay> items,
      @Schema(
              description =
                  "Years of which no notice is known: there, the week and the holidays of a fixed"
                      + " day (1 January, 30 April, 1 May, 2 September) count. Tết, the Hùng Kings'"
                      + " day, the day beside 2 September and days in lieu are not known.")
          List<Integer> yearsWithoutNotice) {}

  @GET
  @PermitAll
  @Operation(
      operationId = "listWorkingDays",
      summary = "Which days are worked",
      description = "Every day of the range.")
  @APIResponse(
      responseCode = "200",
      description = "The days in order.",
      content = @Content(schema = @Schema(implementation = Range.class)))
  @APIResponse(responseCode = "304", description = "The caller has it.")
  public Response list(
      @Parameter(description = "First day.", required = true, example = "2026-02-01")
          @QueryParam("from")
          @Nullable LocalDate from,
      @Parameter(
              description = "Last day, at most 3,660 days after it begins.",
              required = true,
              example = "2026-02-28")
          @QueryParam("to")
          @Nullable LocalDate to,
      @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String ifNoneMatch) {
    LocalDate first = requireNonNull(from);
    LocalDate last = requireNonNull(to);
    Violations violations = new Violations();
    violations.check(
        first.getYear() >= WorkingDayService.FIRST_YEAR
            && last.getYear() <= WorkingDayService.LAST_YEAR
            && !last.isBefore(first)
            && ChronoUnit.DAYS.between(first, last) < MOST_DAYS,
        Violation.inParameter(
            "to",
            "range",
            LocalizedText.of(
                "to phải từ from trở đi, nhiều nhất %d ngày, từ năm 1990 đến 2999."
                    .formatted(MOST_DAYS),
                "to must not be before from; at most %d days, of the years 1990 to 2999."
                    .formatted(MOST_DAYS))));
    violations.throwIfAny(
        ProblemType.INVALID_PARAMETER,
        LocalizedText.of(
            "Tham số không hợp lệ; xem errors.", "A parameter is not valid; see errors."));
    WorkingDayService.Calendar calendar = workingDays.days(first, last);
    return Responses.open(
        ifNoneMatch,
        calendar.tag(),
        () -> new Range(calendar.days(), calendar.yearsWithoutNotice()));
  }

  @GET
  @Path("/{year}")
  @PermitAll
  @Operation(operationId = "getWorkingYear", summary = "A year's holidays and make-up days")
  @APIResponse(
      responseCode = "200",
      description = "The days that differ from the week.",
      content = @Content(schema = @Schema(implementation = WorkingYearDocument.class)))
  @APIResponse(responseCode = "304", description = "The caller has this version.")
  public Response get(
      @Parameter(example = "2026") @PathParam("year") int year,
      @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String ifNoneMatch) {
    WorkingYearDocument notice = workingDays.get(year);
    return Responses.open(ifNoneMatch, WorkingDayService.tag(notice), () -> notice);
  }

  @PUT
  @Path("/{year}")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({Roles.STATISTICIAN, Roles.ADMIN})
  @Operation(
      operationId = "putWorkingYear",
      summary = "Enter or change a year's holidays and make-up days",
      description =
          "The whole year. Changing needs `If-Match`. Due dates that were given stay as they are.")
  @APIResponse(
      responseCode = "201",
      description = "Entered.",
      content = @Content(schema = @Schema(implementation = WorkingYearDocument.class)))
  @APIResponse(
      responseCode = "200",
      description = "Changed.",
      content = @Content(schema = @Schema(implementation = WorkingYearDocument.class)))
  public Response put(
      @Parameter(example = "2026") @PathParam("year") int year,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String ifNoneMatch,
      WorkingYearDocument notice,
      @Context UriInfo address) {
    Written<WorkingYearDocument> written =
        registers.put(
            register,
            WorkingYearRegister.id(year),
            notice,
            caller.require(),
            Preconditions.of(ifMatch, ifNoneMatch));
    return Responses.written(
        written.created(), address, register.tag(written.entry()), written.entry());
  }
}
