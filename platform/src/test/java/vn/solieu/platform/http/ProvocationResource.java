package vn.solieu.platform.http;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Singleton;
import jakarta.persistence.OptimisticLockException;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;
import vn.solieu.platform.identity.Identifier;
import vn.solieu.platform.problem.ConstraintProblem;
import vn.solieu.platform.problem.LocalizedText;
import vn.solieu.platform.problem.Problem;
import vn.solieu.platform.problem.ProblemException;
import vn.solieu.platform.problem.ProblemType;
import vn.solieu.platform.problem.Violation;
import vn.solieu.platform.problem.Violations;
import vn.solieu.platform.security.Act;
import vn.solieu.platform.security.Caller;
import vn.solieu.platform.security.CurrentCaller;
import vn.solieu.platform.security.Roles;
import vn.solieu.platform.security.Scope;
import vn.solieu.platform.time.Period;
import vn.solieu.platform.version.EntityTag;

/** Every way in which a request can go wrong. */
@Path("/v1/provocations")
@RunOnVirtualThread
@PermitAll
public class ProvocationResource {

  /** Of a long answer that is made as a whole, 64 KiB each. */
  static final int LONG = 80;

  /** Of a long answer, 64 KiB each. */
  static final int PIECES = 1_024;

  /** Of long answers that are being written. */
  static final AtomicInteger READERS = new AtomicInteger();

  /** Pieces that one of them got rid of. */
  static final AtomicInteger MOST_TAKEN = new AtomicInteger();

  static final String INTERNALS = "jdbc:postgresql://secret-host/inner";

  @Singleton @jakarta.enterprise.inject.Produces
  ConstraintProblem sameId =
      new ConstraintProblem(
          "provoked_id",
          ProblemType.CONFLICT_OF_STATE,
          LocalizedText.of("Mã này đã có.", "This id is taken."));

  private final DataSource database;
  private final CurrentCaller caller;

  ProvocationResource(DataSource database, CurrentCaller caller) {
    this.database = database;
    this.caller = caller;
  }

  public enum Shade {
    LIGHT,
    DARK
  }

  public record Part(String code, BigDecimal share) {}

  public record Thing(
      String nameVi,
      int count,
      @Nullable Shade shade,
      @Nullable LocalDate day,
      @Nullable List<Part> parts) {}

  @GET
  @Path("fine")
  public Page<String> fine(
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("area") List<String> areas) {
    Limit.parse(limit);
    Cursor.parse(cursor, "fine", 1);
    return new Page<>(List.of("ố"), Cursor.of(7, "fine", "ố").encode());
  }

  /** Some five megabytes. */
  @GET
  @Path("long")
  @Produces(MediaType.APPLICATION_JSON)
  public Page<String> longAnswer() {
    return new Page<>(Collections.nCopies(LONG, "x".repeat(1 << 16)), null);
  }

  @GET
  @Path("cacheable")
  @Produces(MediaType.APPLICATION_JSON)
  public Response cacheable() {
    return Response.ok(new Page<>(List.of(), null)).header("Cache-Control", Responses.OPEN).build();
  }

  @GET
  @Path("undescribed-problem")
  @Produces(Problem.MEDIA_TYPE)
  public Response undescribedProblem() {
    return Response.status(409).type(Problem.MEDIA_TYPE).entity("{\"odd\": 1}").build();
  }

  @GET
  @Path("calendar")
  @Produces("text/calendar")
  public String calendar() {
    return "BEGIN:VCALENDAR";
  }

  @GET
  @Path("calendar-kept")
  @Produces("text/calendar")
  public Response keptCalendar() {
    return Responses.open(null, new EntityTag("kept"), () -> "BEGIN:VCALENDAR");
  }

  @GET
  @Path("json-kept")
  @Produces(MediaType.APPLICATION_JSON)
  public Response keptJson() {
    return Responses.open(null, new EntityTag("kept"), () -> new Page<>(List.of("ố"), null));
  }

  @GET
  @Path("elsewhere")
  @APIResponse(responseCode = "302", description = "Elsewhere.")
  @Produces("application/json")
  public Response elsewhere() {
    return Response.status(302).header("Location", "/v1/provocations/fine").build();
  }

  @POST
  @Path("done")
  @Produces("application/json")
  public Response done() {
    return Response.noContent().build();
  }

  @GET
  @Path("kept")
  @Produces(MediaType.APPLICATION_JSON)
  public Response kept(@HeaderParam("If-None-Match") @Nullable String ifNoneMatch) {
    return Responses.open(ifNoneMatch, new EntityTag("kept"), () -> List.of("kept"));
  }

  @GET
  @Path("open")
  @OpenParameters
  public Page<String> open() {
    return new Page<>(List.of(), null);
  }

  @GET
  @Path("typed")
  public String typed(@QueryParam("number") int number, @QueryParam("flag") boolean flag) {
    return Integer.toString(number);
  }

  @GET
  @Path("filtered")
  public Page<String> filtered(
      @Parameter(schema = @Schema(enumeration = {"open", "closed"})) @QueryParam("state")
          @Nullable String state,
      @Parameter(schema = @Schema(implementation = Shade.class)) @QueryParam("shade")
          @Nullable String shade,
      @Parameter(required = true) @QueryParam("from") @Nullable LocalDate from,
      @Parameter(required = true) @QueryParam("to") @Nullable LocalDate to,
      @Parameter(schema = @Schema(type = SchemaType.STRING)) @QueryParam("period")
          @Nullable Period period,
      @QueryParam("round") @Nullable UUID round,
      @Parameter(schema = @Schema(pattern = Identifier.PATTERN)) @QueryParam("agency")
          @Nullable String agency,
      @Parameter(schema = @Schema(maxLength = 5)) @QueryParam("text") @Nullable String text,
      @QueryParam("limit") @Nullable String limit) {
    return new Page<>(
        List.of(period == null ? "no period" : "the period " + period.format()), null);
  }

  @GET
  @Path("things/{id}")
  public Thing thing(@PathParam("id") String id) {
    throw new ProblemException(
        ProblemType.NOT_FOUND, LocalizedText.of("Không có " + id + ".", "There is no " + id + "."));
  }

  @POST
  @Path("things")
  @Consumes("application/json")
  public Thing create(Thing thing) {
    return thing;
  }

  @PUT
  @Path("things/{id}")
  @Consumes("application/json")
  public Thing change(
      @PathParam("id") String id, @HeaderParam("If-Match") @Nullable String ifMatch, Thing thing) {
    Preconditions.of(ifMatch).requireMatch(new EntityTag("current"));
    return thing;
  }

  @POST
  @Path("stream")
  @Consumes("text/csv")
  public long stream(InputStream body) throws IOException {
    return body.transferTo(OutputStream.nullOutputStream());
  }

  /** Longer than all buffers on the way. */
  @GET
  @Path("pieces")
  public Response pieces(@Context RoutingContext request) {
    StreamingOutput answer =
        out -> {
          READERS.incrementAndGet();
          try {
            for (int piece = 1; piece <= PIECES; piece++) {
              out.write(new byte[1 << 16]);
              out.flush();
              MOST_TAKEN.accumulateAndGet(piece, Math::max);
            }
          } finally {
            READERS.decrementAndGet();
          }
        };
    return Response.ok(PacedOutput.of(answer, request), MediaType.APPLICATION_OCTET_STREAM).build();
  }

  /** Fails in the middle. */
  @GET
  @Path("half")
  public Response half(@Context RoutingContext request) {
    StreamingOutput answer =
        out -> {
          out.write(new byte[1 << 16]);
          out.flush();
          out.write('x');
          throw new IllegalStateException(INTERNALS);
        };
    return Response.ok(PacedOutput.of(answer, request), MediaType.APPLICATION_OCTET_STREAM).build();
  }

  @POST
  @Path("reports")
  @Consumes("text/csv")
  @RolesAllowed(Roles.REPORTER)
  public long reports(InputStream body) throws IOException {
    return body.transferTo(OutputStream.nullOutputStream());
  }

  @GET
  @Path("reporters")
  @RolesAllowed(Roles.REPORTER)
  public Caller reporters() {
    return caller.require();
  }

  @GET
  @Path("statisticians")
  @RolesAllowed({Roles.STATISTICIAN, Roles.APPRAISER})
  public Caller statisticians() {
    return caller.require();
  }

  @GET
  @Path("agencies/{id}")
  @RolesAllowed({Roles.REPORTER, Roles.HEAD})
  public Caller agency(@PathParam("id") String id) {
    return caller.require(Act.REPORT, Scope.agency(id));
  }

  @GET
  @Path("whoever")
  public String whoever() {
    return caller.find().map(Caller::subject).orElse("stranger");
  }

  @GET
  @Path("broken")
  public String broken() {
    throw new IllegalStateException(INTERNALS);
  }

  @GET
  @Path("many-errors")
  public String manyErrors() {
    Violations violations = new Violations();
    for (int row = 1; row <= 1_500; row++) {
      violations.add(
          Violation.inCell(
              row,
              "value",
              "required",
              LocalizedText.of("Thiếu số liệu.", "A figure is missing.")));
    }
    violations.throwIfAny(
        ProblemType.INVALID_CONTENT, LocalizedText.of("Có lỗi.", "There are errors."));
    return "";
  }

  @GET
  @Path("busy")
  @APIResponse(responseCode = "429", description = "Others are faster.")
  public String busy() {
    throw new ProblemException(
            ProblemType.TOO_MANY_REQUESTS, LocalizedText.of("Chậm lại.", "Slow down."))
        .retryAfter(Duration.ofMillis(1_500));
  }

  @GET
  @Path("stale")
  public String stale() {
    throw new OptimisticLockException();
  }

  @GET
  @Path("sql-state/{state}")
  @Transactional
  public String sqlState(@PathParam("state") String state) throws SQLException {
    run("DO $$ BEGIN RAISE EXCEPTION 'inner words' USING ERRCODE = '" + state + "'; END $$");
    return "";
  }

  @GET
  @Path("constraint/{name}")
  @Transactional
  public String constraint(@PathParam("name") String name) throws SQLException {
    run(
        switch (name) {
          case "named" -> "INSERT INTO provoked VALUES ('a', 'a', 1), ('a', 'b', 1)";
          case "figure" ->
              "INSERT INTO provoked_figure VALUES ('a', 98765.4321), ('b', -98765.4321)";
          case "unnamed" -> "INSERT INTO provoked VALUES ('a', 'a', 1), ('b', 'a', 1)";
          default -> "INSERT INTO provoked VALUES ('a', 'a', 0)";
        });
    return "";
  }

  private void run(String sql) throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
