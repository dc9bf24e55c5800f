package vn.solieu.calendar.release;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import vn.solieu.calendar.release.ReleaseReader.Found;
import vn.solieu.platform.http.Cursor;
import vn.solieu.platform.http.Limit;
import vn.solieu.platform.http.Page;
import vn.solieu.platform.http.Paging;
import vn.solieu.platform.http.Preconditions;
import vn.solieu.platform.http.Responses;
import vn.solieu.platform.http.SearchText;
import vn.solieu.platform.identity.Identifier;
import vn.solieu.platform.problem.LocalizedText;
import vn.solieu.platform.problem.ProblemException;
import vn.solieu.platform.problem.ProblemType;
import vn.solieu.platform.problem.Violation;
import vn.solieu.platform.publication.Sequences;
import vn.solieu.platform.security.Act;
import vn.solieu.platform.security.Caller;
import vn.solieu.platform.security.CurrentCaller;
import vn.solieu.platform.security.Roles;
import vn.solieu.platform.sql.Rows;
import vn.solieu.platform.time.Instants;
import vn.solieu.platform.version.EntityTag;

/** The release calendar. */
@Path("/v1/releases")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "calendar", description = "What is published when, and what was.")
public class ReleaseResource {

  private final ReleaseService releases;
  private final ReleaseReader reader;
  private final CurrentCaller caller;

  ReleaseResource(ReleaseService releases, ReleaseReader reader, CurrentCaller caller) {
    this.releases = releases;
    this.reader = reader;
    this.caller = caller;
  }

  @Schema(name = "ReleasePage", requiredProperties = "items")
  record ReleasePage(List<ReleaseView> items) {}

  @Schema(name = "ReleaseHistory", requiredProperties = "items")
  record History(List<ReleaseReader.Change> items) {}

  // Reading ---------------------------------------------------------------------------------------

  @GET
  @PermitAll
  @Operation(
      operationId = "listReleases",
      summary = "The release calendar",
      description =
          "By instant. The public sees what was announced, and what a release contains once it is"
              + " published. Release officer, calendar approver, statistician and appraiser see the"
              + " drafts of the agencies that they are granted too, the administrator those of"
              + " archive releases; that is recorded. A list that was begun is read on in the order and"
              + " with the entries of its beginning, whatever moves meanwhile; each is shown as it"
              + " is.")
  @APIResponse(
      responseCode = "200",
      description = "A page of releases; a further page is in `Link`.",
      headers = @Header(name = Sequences.HEADER, ref = Sequences.HEADER),
      content = @Content(schema = @Schema(implementation = ReleasePage.class)))
  @APIResponse(responseCode = "304", description = "The caller has this page.")
  public Response list(
      @Parameter(schema = @Schema(implementation = ReleaseState.class)) @QueryParam("state")
          @Nullable String state,
      @Parameter(
              description = "First day of the instants, in Asia/Ho_Chi_Minh.",
              example = "2026-11-01")
          @QueryParam("from")
          @Nullable LocalDate from,
      @Parameter(description = "Last day.", example = "2026-11-30") @QueryParam("to")
          @Nullable LocalDate to,
      @Parameter(
              description = "Id of the agency responsible; nothing fits an unknown one.",
              example = "thong-ke-tinh",
              schema = @Schema(type = SchemaType.STRING, pattern = Identifier.PATTERN))
          @QueryParam("agency")
          @Nullable String agency,
      @Parameter(
              description = "Id of the product of the catalogue; nothing fits an unknown one.",
              schema = @Schema(type = SchemaType.STRING, pattern = Identifier.PATTERN))
          @QueryParam("product")
          @Nullable String product,
      @Parameter(
              description =
                  "A part of a title. Words without marks fit every marking, words with marks only"
                      + " their own; hyphens and punctuation do not count, so there has to be a letter or a digit.",
              example = "chi so gia",
              schema = @Schema(type = SchemaType.STRING, maxLength = SearchText.LONGEST))
          @QueryParam("text")
          @Nullable String text,
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("cursor") @Nullable String cursor,
      @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String ifNoneMatch) {
    ReleaseQuery query = ReleaseQuery.of(state, from, to, agency, product, text);
    int most = Limit.parse(limit);
    Optional<Caller> reading = caller.find();
    boolean office = reading.filter(ReleaseResource::seesMore).isPresent();
    // The two count the acts by which a list is read on in different ways.
    String list = (office ? "office " : "public ") + query.canonical();
    Optional<Cursor> begin = Cursor.parse(cursor, list, 2);
    ReleaseReader.Place place = begin.map(ReleaseResource::place).orElse(null);
    String part = list + most + begin.map(Cursor::encode).orElse("");
    if (office) {
      ReleaseReader.Listed found = reader.grantedReleases(reading.get(), query, place, most);
      return closed(
          ifNoneMatch, tag(Granted.to(reading.get()).toString(), part, found), page(found, list));
    }
    Found<ReleaseReader.Listed> shown = reader.publicReleases(query, place, most);
    return open(
        reading,
        ifNoneMatch,
        tag("public", part, shown.found()),
        page(shown.found(), list),
        shown.sequence());
  }

  @GET
  @Path("/{id}")
  @PermitAll
  @Operation(operationId = "getRelease", summary = "A release")
  @APIResponse(
      responseCode = "200",
      description = "The release.",
      headers = @Header(name = Sequences.HEADER, ref = Sequences.HEADER),
      content = @Content(schema = @Schema(implementation = ReleaseView.class)))
  @APIResponse(responseCode = "304", description = "The caller has this version.")
  public Response get(
      @Parameter(example = "INVESTMENT-2025-02") @PathParam("id") String id,
      @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String ifNoneMatch) {
    Optional<Caller> reading = caller.find();
    Optional<ReleaseView> granted =
        reading.filter(ReleaseResource::seesMore).flatMap(who -> reader.grantedRelease(who, id));
    if (granted.isPresent()) {
      return closed(ifNoneMatch, tag(granted.get()), granted.get());
    }
    Found<Optional<ReleaseView>> shown = reader.publicRelease(id);
    ReleaseView release = shown.found().orElseThrow(Release::unknown);
    return open(
        reading,
        ifNoneMatch,
        EntityTag.of("public", release.id(), release.version()),
        release,
        shown.sequence());
  }

  @GET
  @Path("/{id}/history")
  @PermitAll
  @Operation(
      operationId = "getReleaseHistory",
      summary = "What changed of a release, and why",
      description = "From its announcement; the office sees who did it, and what was before.")
  @APIResponse(
      responseCode = "200",
      description = "A page of changes, oldest first; a further page is in `Link`.",
      headers = @Header(name = Sequences.HEADER, ref = Sequences.HEADER),
      content = @Content(schema = @Schema(implementation = History.class)))
  @APIResponse(responseCode = "304", description = "The caller has it.")
  public Response history(
      @Parameter(example = "INVESTMENT-2025-02") @PathParam("id") String id,
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("cursor") @Nullable String cursor,
      @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String ifNoneMatch) {
    Paging paging = Paging.parse(limit, cursor, "release-history", id);
    int after = number(paging.after());
    Optional<Caller> reading = caller.find();
    Optional<Rows<ReleaseReader.Change>> granted =
        reading
            .filter(ReleaseResource::seesMore)
            .flatMap(who -> reader.grantedHistory(who, id, after, paging.limit()));
    if (granted.isPresent()) {
      return closed(
          ifNoneMatch, tag("office", paging, granted.get()), page(paging, after, granted.get()));
    }
    Found<Optional<Rows<ReleaseReader.Change>>> shown =
        reader.publicHistory(id, after, paging.limit());
    Rows<ReleaseReader.Change> changes = shown.found().orElseThrow(Release::unknown);
    return open(
        reading,
        ifNoneMatch,
        tag("public", paging, changes),
        page(paging, after, changes),
        shown.sequence());
  }

  private static int number(String after) {
    if (!after.matches("[0-9]{0,9}")) {
      throw Cursor.ofAnotherQuery();
    }
    return after.isEmpty() ? 0 : Integer.parseInt(after);
  }

  private static Page<ReleaseReader.Change> page(
      Paging paging, int after, Rows<ReleaseReader.Change> changes) {
    return paging.page(changes, last -> String.valueOf(after + changes.items().size()));
  }

  /** What stands at a number never changes. */
  private static EntityTag tag(String reader, Paging paging, Rows<ReleaseReader.Change> changes) {
    return paging.tag(reader, changes.items().size(), changes.more());
  }

  // Planning --------------------------------------------------------------------------------------

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({Roles.RELEASE_OFFICER, Roles.ADMIN})
  @Operation(
      operationId = "planRelease",
      summary = "Plan a release",
      description =
          "A draft that the public does not see. An archive release, of what was published before"
              + " this system, needs the role admin and its evidence; a calendar approver of its"
              + " agency, another person, confirms it.")
  @APIResponse(
      responseCode = "201",
      description = "Planned.",
      headers = @Header(name = HttpHeaders.ETAG, ref = HttpHeaders.ETAG),
      content = @Content(schema = @Schema(implementation = ReleaseView.class)))
  public Response plan(ReleasePlan plan) {
    ReleaseView release = releases.plan(plan);
    // Relative: the caller may have come through the gateway.
    return Response.status(Response.Status.CREATED)
        .header(HttpHeaders.LOCATION, "/v1/releases/" + release.id())
        .header(HttpHeaders.ETAG, tag(release).toHeader())
        .entity(release)
        .build();
  }

  @PUT
  @Path("/{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({Roles.RELEASE_OFFICER, Roles.ADMIN})
  @Operation(
      operationId = "changeRelease",
      summary = "Change a plan",
      description =
          "The whole plan. Once it is announced, with a reason. A confirmed instant, agency,"
              + " trigger and publisher are fixed: postpone it, or cancel it. Where the instant moves,"
              + " whoever keeps the contents is asked whether they may become public then.")
  @APIResponse(
      responseCode = "200",
      description = "Changed.",
      content = @Content(schema = @Schema(implementation = ReleaseView.class)))
  public Response change(
      @Parameter(example = "INVESTMENT-2025-02") @PathParam("id") String id,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @Parameter(hidden = true) @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization,
      ReleasePlan plan) {
    return done(releases.change(id, Preconditions.of(ifMatch), plan, authorization));
  }

  // Answers ---------------------------------------------------------------------------------------

  private static boolean seesMore(Caller caller) {
    return caller.may(Act.READ_ARCHIVE);
  }

  private static Response closed(@Nullable String ifNoneMatch, EntityTag tag, Object entity) {
    return Responses.closed(ifNoneMatch, tag, () -> entity);
  }

  /** An answer to a token is kept by nobody, so that no cache mixes up who sees what. */
  private static Response open(
      Optional<Caller> reading,
      @Nullable String ifNoneMatch,
      EntityTag tag,
      Object entity,
      long sequence) {
    Response answer =
        reading.isPresent()
            ? Responses.closed(ifNoneMatch, tag, () -> entity)
            : Responses.open(ifNoneMatch, tag, () -> entity);
    return Response.fromResponse(answer).header(Sequences.HEADER, sequence).build();
  }

  static Response done(ReleaseView release) {
    return Response.ok(release).header(HttpHeaders.ETAG, tag(release).toHeader()).build();
  }

  private static EntityTag tag(ReleaseView release) {
    return Release.tag(release.id(), release.version());
  }

  private static EntityTag tag(String reader, String part, ReleaseReader.Listed releases) {
    return EntityTag.of(
        "releases",
        reader,
        part,
        releases.more(),
        releases.entries().stream()
            .map(entry -> entry.release().id() + "@" + entry.release().version())
            .collect(Collectors.joining(" ")));
  }

  private static Page<ReleaseView> page(ReleaseReader.Listed found, String list) {
    List<ReleaseReader.Entry> entries = found.entries();
    return new Page<>(
        entries.stream().map(ReleaseReader.Entry::release).toList(),
        found.more() ? cursor(list, found.begun(), entries.getLast()) : null);
  }

  private static String cursor(String list, long begun, ReleaseReader.Entry last) {
    return Cursor.of(begun, list, last.instant().toString(), last.release().id()).encode();
  }

  private static ReleaseReader.Place place(Cursor cursor) {
    return Instants.find(cursor.last().getFirst())
        .map(
            instant -> new ReleaseReader.Place(cursor.sequence(), instant, cursor.last().getLast()))
        .orElseThrow(
            () ->
                new ProblemException(
                        ProblemType.INVALID_PARAMETER,
                        LocalizedText.of("Tham số không hợp lệ.", "A parameter is not valid."))
                    .with(
                        Violation.inParameter(
                            "cursor",
                            "cursor",
                            LocalizedText.of(
                                "Con trỏ không đọc được.", "The cursor cannot be read."))));
  }
}
