package vn.solieu.platform.problem;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The body of every refusal: problem details (RFC 9457). */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonPropertyOrder({"type", "title", "status", "detail", "instance", "requestId", "errors"})
@Schema(
    description =
        "Problem details (RFC 9457). title and detail are in the language that Accept-Language asks for:"
            + " Vietnamese, unless English is preferred.",
    requiredProperties = {"type", "title", "status", "detail", "instance", "requestId"})
public record Problem(
    @Schema(
            description = "What kind of problem. Opens as a page.",
            format = "uri-reference",
            examples = "/problems/not-found")
        URI type,
    String title,
    @Schema(description = "The HTTP status code.") int status,
    String detail,
    @Schema(description = "The path that was asked.") String instance,
    @Schema(description = "Quote it when asking for help.") String requestId,
    @Schema(description = "Everything that is wrong, not only the first.") List<Violation> errors,
    @Schema(hidden = true) @JsonAnyGetter Map<String, Object> extensions) {

  public static final String MEDIA_TYPE = "application/problem+json";

  public static Problem of(
      ProblemException problem, Language language, String instance, String requestId) {
    return new Problem(
        problem.type().uri(),
        problem.type().title().in(language),
        problem.type().status(),
        problem.detail().in(language),
        instance,
        requestId,
        problem.violations(),
        problem.extensions());
  }
}
