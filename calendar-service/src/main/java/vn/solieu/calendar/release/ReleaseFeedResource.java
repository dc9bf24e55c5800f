package vn.solieu.calendar.release;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import vn.solieu.calendar.publication.DatabaseClock;
import vn.solieu.platform.http.AnswerFiles;
import vn.solieu.platform.http.Responses;
import vn.solieu.platform.http.SearchText;
import vn.solieu.platform.identity.Identifier;
import vn.solieu.platform.problem.LocalizedText;
import vn.solieu.platform.problem.ProblemException;
import vn.solieu.platform.problem.ProblemType;
import vn.solieu.platform.problem.Violation;
import vn.solieu.platform.time.Instants;
import vn.solieu.platform.version.EntityTag;

/** The public's calendar, to subscribe to. */
@Path("/v1/releases.ics")
@RunOnVirtualThread
@Tag(name = "calendar")
public class ReleaseFeedResource {

  private static final String TEXT_CALENDAR = "text/calendar";
  private static final int MOST_ENTRIES = 5_000;

  private final ReleaseReader reader;
  private final ReleaseFeed feed;
  private final AnswerFiles files;
  private final DatabaseClock clock;

  ReleaseFeedResource(
      ReleaseReader reader, ReleaseFeed feed, AnswerFiles files, DatabaseClock clock) {
    this.reader = reader;
    this.feed = feed;
    this.files = files;
    this.clock = clock;
  }

  @GET
  @PermitAll
  @Produces(TEXT_CALENDAR)
  @Operation(
      operationId = "getReleaseFeed",
      summary = "The release calendar as iCalendar",
      description =
          "RFC 5545 and 7986, to subscribe to. Provisional releases are TENTATIVE; cancelled ones"
              + " stay in. A description has the English title, the publisher, the periods and the"
              + " beginning of the notice; what was released, and all of a long notice, stands at the"
              + " event's URL. Without `from` it begins a year ago. It holds at most 5,000 releases:"
              + " a range or a filter that finds more is 400.")
  @APIResponse(
      responseCode = "200",
      description = "The calendar.",
      content = @Content(mediaType = TEXT_CALENDAR, schema = @Schema(type = SchemaType.STRING)))
  @APIResponse(responseCode = "304", description = "The caller has it.")
  public Response get(
      @Parameter(schema = @Schema(implementation = ReleaseState.class)) @QueryParam("state")
          @Nullable String state,
      @Parameter(description = "First day, in Asia/Ho_Chi_Minh.", example = "2026-01-01")
          @QueryParam("from")
          @Nullable LocalDate from,
      @Parameter(description = "Last day.", example = "2026-12-31") @QueryParam("to")
          @Nullable LocalDate to,
      @Parameter(
              description = "Id of the agency responsible; nothing fits an unknown one.",
              schema = @Schema(type = SchemaType.STRING, pattern = Identifier.PATTERN))
          @QueryParam("agency")
          @Nullable String agency,
      @Parameter(
              description = "Id of the product of the catalogue; nothing fits an unknown one.",
              schema = @Schema(type = SchemaType.STRING, pattern = Identifier.PATTERN))
          @QueryParam("product")
          @Nullable String product,
      @Parameter(
              description = "Part of a title, with a letter or a digit; its marks may be left out.",
              schema = @Schema(type = SchemaType.STRING, maxLength = SearchText.LONGEST))
          @QueryParam("text")
          @Nullable String text,
      @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String ifNoneMatch) {
    ReleaseQuery asked = ReleaseQuery.of(state, from, to, agency, product, text);
    ReleaseQuery query =
        asked.from() == null ? asked.since(Instants.day(clock.now()).minusYears(1)) : asked;
    return reader.publicCalendar(query, calendar -> answer(calendar, ifNoneMatch));
  }

  private Response answer(ReleaseReader.Shown calendar, @Nullable String ifNoneMatch) {
    List<String> versions = calendar.versions(MOST_ENTRIES);
    if (versions.size() > MOST_ENTRIES) {
      throw new ProblemException(
              ProblemType.INVALID_PARAMETER,
              LocalizedText.of("Tham số không hợp lệ.", "A parameter is not valid."))
          .with(
              Violation.inParameter(
                  "from",
                  "size",
                  LocalizedText.of(
                      "Quá %d đợt; hãy thu hẹp thời gian.".formatted(MOST_ENTRIES),
                      "More than %d releases; narrow the range.".formatted(MOST_ENTRIES))));
    }
    // Each version of a release is written the same way, whoever asks and whenever.
    EntityTag tag =
        EntityTag.of("releases-2.ics", String.join(" ", versions)); // 2: with long notices cut
    return Responses.open(
        ifNoneMatch, tag, () -> files.keep(out -> feed.write(calendar.entries(), out)));
  }
}
