package vn.solieu.calendar.publication;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import vn.solieu.platform.http.Limit;
import vn.solieu.platform.http.Preconditions;
import vn.solieu.platform.problem.LocalizedText;
import vn.solieu.platform.problem.ProblemException;
import vn.solieu.platform.problem.ProblemType;
import vn.solieu.platform.problem.Violation;
import vn.solieu.platform.sql.Rows;
import vn.solieu.platform.version.EntityTag;

/** The publication log, from which every reader can rebuild what became public when. */
@Path("/v1/publications")
@Tag(name = "calendar")
@Produces(MediaType.APPLICATION_JSON)
@PermitAll
@RunOnVirtualThread
public class PublicationResource {

  private static final String REVALIDATE = "public, no-cache";

  private final PublicationLog log;

  PublicationResource(PublicationLog log) {
    this.log = log;
  }

  /** One page of the log. */
  @Schema(name = "Publications", requiredProperties = "items")
  public record Entries(List<LoggedPublication> items) {}

  @GET
  @Operation(
      operationId = "listPublications",
      summary = "The publication log after a sequence",
      description =
          "In order, without gaps. A page ends after a megabyte, so it may be short anywhere: while"
              + " `Link` tells of a next one, the log goes on. Ask again with the sequence of the last"
              + " entry. An entry does not change, but that some of its contents may turn out to be"
              + " `refused`.")
  @APIResponse(
      responseCode = "200",
      description = "Entries after the sequence, oldest first; none when there is nothing new.",
      content = @Content(schema = @Schema(implementation = Entries.class)))
  public Response list(
      @Parameter(description = "The last sequence that the reader knows; 0 from the beginning.")
          @QueryParam("after")
          @DefaultValue("0")
          String after,
      @QueryParam("limit") @Nullable String limit,
      @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String ifNoneMatch) {
    long from = sequence(after);
    int most = Limit.parse(limit);
    Rows<LoggedPublication> found = log.after(from, most);
    List<LoggedPublication> items = found.items();
    long last = items.isEmpty() ? from : items.getLast().sequence();
    int refused = items.stream().mapToInt(entry -> entry.refused().size()).sum();
    EntityTag tag = EntityTag.of("publications", from, most, last, found.more(), refused);
    if (Preconditions.notModified(ifNoneMatch, tag)) {
      return Response.notModified()
          .header(HttpHeaders.ETAG, tag.toHeader())
          .header(HttpHeaders.CACHE_CONTROL, REVALIDATE)
          .build();
    }
    Response.ResponseBuilder answer =
        Response.ok(new Entries(items))
            .header(HttpHeaders.ETAG, tag.toHeader())
            .header(HttpHeaders.CACHE_CONTROL, REVALIDATE);
    if (found.more()) {
      // Relative (RFC 8288 §3.2): the reader may have come through the gateway.
      answer.header(
          HttpHeaders.LINK,
          "</v1/publications?after=%d&limit=%d>; rel=\"next\"".formatted(last, most));
    }
    return answer.build();
  }

  private static long sequence(String after) {
    if (after.matches("[0-9]{1,18}")) {
      return Long.parseLong(after);
    }
    throw new ProblemException(
            ProblemType.INVALID_PARAMETER,
            LocalizedText.of("Tham số không hợp lệ.", "A parameter is not valid."))
        .with(
            Violation.inParameter(
                "after",
                "range",
                LocalizedText.of(
                    "after phải là số nguyên từ 0 trở lên.",
                    "after must be a whole number from 0.")));
  }
}
