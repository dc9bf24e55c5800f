package vn.solieu.platform.openapi;

import jakarta.ws.rs.core.HttpHeaders;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import vn.solieu.platform.http.Limit;
import vn.solieu.platform.idempotency.IdempotencyKey;
import vn.solieu.platform.problem.ProblemType;
import vn.solieu.platform.publication.Sequences;

/** A header that answers carry, and which of them do, by what the operation is. */
enum SentHeader {
  ETAG(
      HttpHeaders.ETAG,
      Schema.SchemaType.STRING,
      "The state that is answered: for If-None-Match of the next read, and for If-Match of a"
          + " change."),
  LOCATION(
      HttpHeaders.LOCATION,
      Schema.SchemaType.STRING,
      "The address of what was created or is meant, from the root on."),
  LINK(
      HttpHeaders.LINK,
      Schema.SchemaType.STRING,
      "The next page, as rel=next (RFC 8288); absent where this is the last one."),
  RETRY_AFTER(
      HttpHeaders.RETRY_AFTER,
      Schema.SchemaType.INTEGER,
      "In seconds: before that the same answer is to be expected."),
  WWW_AUTHENTICATE(
      HttpHeaders.WWW_AUTHENTICATE,
      Schema.SchemaType.STRING,
      "The scheme, Bearer; with error=invalid_token where a token was sent that is not valid or has"
          + " expired (RFC 6750)."),
  SEQUENCE(
      Sequences.HEADER,
      Schema.SchemaType.INTEGER,
      "The last publication that the answer takes into account, by its sequence in the publication"
          + " log. What a release made public is in the answer once this has reached the `sequence`"
          + " of the release; that may take a moment after the release says `published`, and who"
          + " waits for it asks again. Absent where the answer shows what is not public.");

  private final String header;
  private final Schema.SchemaType type;
  private final String description;

  SentHeader(String header, Schema.SchemaType type, String description) {
    this.header = header;
    this.type = type;
    this.description = description;
  }

  String header() {
    return header;
  }

  Header described() {
    return OASFactory.createHeader()
        .description(description)
        .schema(OASFactory.createSchema().addType(type));
  }

  /** Refers to it, unless the answer is described elsewhere or says itself what it sends. */
  void describe(APIResponse answer) {
    if (answer.getRef() == null
        && (answer.getHeaders() == null || !answer.getHeaders().containsKey(header))) {
      answer.addHeader(header, OASFactory.createHeader().ref("#/components/headers/" + header));
    }
  }

  /** Those of an answer of an operation. */
  static List<SentHeader> of(
      PathItem item, PathItem.HttpMethod method, Operation operation, String status) {
    return Arrays.stream(values())
        .filter(header -> header.isIn(item, method, operation, status))
        .toList();
  }

  /** Those of every problem of a type. */
  static List<SentHeader> of(ProblemType type) {
    return ofProblem(Integer.toString(type.status())).stream().toList();
  }

  private boolean isIn(
      PathItem item, PathItem.HttpMethod method, Operation operation, String status) {
    boolean done = status.startsWith("2");
    return switch (this) {
      case ETAG ->
          status.equals("304")
              || (done
                  && (ProblemAnswers.takesHeader(HttpHeaders.IF_MATCH, item, operation)
                      || ProblemAnswers.takesHeader(HttpHeaders.IF_NONE_MATCH, item, operation)));
      case LOCATION -> status.equals("201") || status.equals("302");
      case LINK ->
          status.equals("200")
              && method == PathItem.HttpMethod.GET
              && ProblemAnswers.takes(Parameter.In.QUERY, Limit.NAME, item, operation);
      case RETRY_AFTER ->
          ofProblem(status).filter(this::equals).isPresent()
              // While the first push of a key is worked on.
              || (status.equals("409")
                  && ProblemAnswers.takesHeader(IdempotencyKey.HEADER, item, operation));
      case WWW_AUTHENTICATE -> ofProblem(status).filter(this::equals).isPresent();
      // An operation says itself that it reads what is public.
      case SEQUENCE -> status.equals("304") && isSaidOf("200", operation);
    };
  }

  private boolean isSaidOf(String status, Operation operation) {
    APIResponse answer = operation.getResponses().getAPIResponse(status);
    return answer != null && answer.getHeaders() != null && answer.getHeaders().containsKey(header);
  }

  private static Optional<SentHeader> ofProblem(String status) {
    return switch (status) {
      case "401" -> Optional.of(WWW_AUTHENTICATE);
      case "429", "503" -> Optional.of(RETRY_AFTER);
      default -> Optional.empty();
    };
  }
}
