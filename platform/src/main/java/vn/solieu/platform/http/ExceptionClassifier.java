package vn.solieu.platform.http;

import io.quarkus.arc.All;
import io.quarkus.security.AuthenticationCompletionException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.core.http.HttpClosedException;
import jakarta.inject.Singleton;
import jakarta.persistence.OptimisticLockException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.StaleStateException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.ClientWebApplicationException;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;
import vn.solieu.platform.problem.ConstraintProblem;
import vn.solieu.platform.problem.LocalizedText;
import vn.solieu.platform.problem.ProblemException;
import vn.solieu.platform.problem.ProblemType;

/**
 * Decides which problem answers a failure. A failure that the caller is not known to have caused is
 * answered with 500 and no detail.
 */
@Singleton
class ExceptionClassifier {

  private static final Logger LOG = Logger.getLogger(ExceptionClassifier.class);
  private static final Duration SOON = Duration.ofSeconds(1);

  private final Map<String, ConstraintProblem> byConstraint;

  ExceptionClassifier(@All List<ConstraintProblem> constraints) {
    this.byConstraint =
        constraints.stream()
            .collect(
                Collectors.toUnmodifiableMap(ConstraintProblem::constraint, Function.identity()));
  }

  ProblemException problem(Throwable failure) {
    return causes(failure)
        .map(this::known)
        .flatMap(Optional::stream)
        .findFirst()
        .orElseGet(() -> internal(failure));
  }

  /**
   * @param status of an answer that something below made without a body
   */
  static ProblemException ofStatus(int status) {
    return switch (status) {
      case 401 -> unauthenticated(false);
      case 403 -> new ProblemException(ProblemType.FORBIDDEN, FORBIDDEN);
      case 404 ->
          new ProblemException(
              ProblemType.NOT_FOUND,
              LocalizedText.of("Không có gì ở địa chỉ này.", "There is nothing at this address."));
      case 405 ->
          new ProblemException(
              ProblemType.METHOD_NOT_ALLOWED,
              LocalizedText.of(
                  "Địa chỉ này không nhận phương thức đó; xem tiêu đề Allow.",
                  "This address does not take that method; see the Allow header."));
      case 406 ->
          new ProblemException(
              ProblemType.NOT_ACCEPTABLE,
              LocalizedText.of(
                  "Không trả lời được bằng định dạng nêu trong Accept.",
                  "No answer can be given in the format that Accept asks for."));
      case 408 ->
          new ProblemException(
              ProblemType.REQUEST_TIMEOUT,
              LocalizedText.of("Nội dung không đến kịp.", "The content did not arrive in time."));
      case 413 -> new ProblemException(ProblemType.CONTENT_TOO_LARGE, RequestHead.TOO_LARGE);
      case 415 ->
          new ProblemException(
              ProblemType.UNSUPPORTED_MEDIA_TYPE,
              LocalizedText.of(
                  "Địa chỉ này không nhận nội dung kiểu đó (Content-Type).",
                  "This address does not take content of that type (Content-Type)."));
      case 429 ->
          new ProblemException(
              ProblemType.TOO_MANY_REQUESTS,
              LocalizedText.of("Hãy gửi chậm lại.", "Send more slowly."));
      case 502 -> new ProblemException(ProblemType.BAD_GATEWAY, BEHIND);
      case 503 -> unavailable();
      case 504 -> new ProblemException(ProblemType.GATEWAY_TIMEOUT, BEHIND);
      default ->
          status >= 400 && status < 500
              ? new ProblemException(
                  ProblemType.MALFORMED_REQUEST,
                  LocalizedText.of("Yêu cầu không đọc được.", "The request cannot be read."))
              : new ProblemException(ProblemType.INTERNAL_ERROR, OURS);
    };
  }

  private static final LocalizedText FORBIDDEN =
      LocalizedText.of(
          "Quyền của bạn không bao gồm việc này.", "What you are granted does not include this.");
  private static final LocalizedText BEHIND =
      LocalizedText.of(
          "Một dịch vụ phía sau không trả lời được.", "A service behind could not answer.");
  private static final LocalizedText OURS =
      LocalizedText.of(
          "Lỗi ở phía hệ thống, không phải ở yêu cầu của bạn. Khi báo lỗi, hãy gửi kèm requestId.",
          "The fault is ours, not in what you sent. Quote the requestId when you report it.");

  private Optional<ProblemException> known(Throwable failure) {
    return Optional.ofNullable(
        switch (failure) {
          case ProblemException problem -> problem;
          // Of a call that we made: not the caller's doing, whatever its status.
          case ClientWebApplicationException behind -> logged(ofStatus(502), behind);
          case UnauthorizedException e -> unauthenticated(false);
          case AuthenticationFailedException e -> unauthenticated(true);
          case AuthenticationCompletionException e -> unauthenticated(true);
          case ForbiddenException e -> ofStatus(403);
          case NotFoundException e when e.getCause() != null -> unreadableParameter();
          case WebApplicationException e -> ofResponse(e);
          case OptimisticLockException e -> changedMeanwhile();
          case StaleStateException e -> changedMeanwhile();
          case SQLException e -> database(e);
          case ReaderLeft e -> left(e);
          // The caller went away in the middle of a body: nobody reads an answer.
          case HttpClosedException e -> ofStatus(400);
          case ClosedChannelException e -> ofStatus(400);
          case IOException e when isTooSlow(e) -> ofStatus(408);
          // Chunks whose size is no number: what the connection met, as the reader of the body
          // sees.
          case IOException e when e.getCause() instanceof NumberFormatException ->
              RequestHead.unreadableBody();
          default -> null;
        });
  }

  /**
   * The framework has no type of its own for a body that stalls beyond quarkus.http.read-timeout.
   */
  private static boolean isTooSlow(IOException e) {
    return e.getClass() == IOException.class && "Read timed out".equals(e.getMessage());
  }

  private static ProblemException ofResponse(WebApplicationException e) {
    int status = e.getResponse().getStatus();
    return status >= 500 ? logged(ofStatus(status), e) : ofStatus(status);
  }

  private @Nullable ProblemException database(SQLException e) {
    String state = e.getSQLState();
    if (state == null) {
      return isBusy(e) ? logged(unavailable(), e) : null;
    }
    return switch (state) {
      case "23505", "23503", "23P01", "23514" -> constraint(e, state);
      // A character that text in the database cannot hold (U+0000).
      case "22021", "22P05" -> ofStatus(400).causedBy(e);
      // Serialization failure, deadlock, lock not to be had: nothing was stored, the next try may
      // do.
      case "40001", "40P01", "55P03" -> unavailable().causedBy(e);
      // Statement cancelled by its time limit; too many connections; shutting down.
      case "57014", "53300", "57P01", "57P02", "57P03" -> logged(unavailable(), e);
      default -> state.startsWith("08") ? logged(unavailable(), e) : null;
    };
  }

  /** All sessions were taken for as long as one waits for them: the pool has no type for it. */
  private static boolean isBusy(SQLException e) {
    return e.getMessage() != null && e.getMessage().contains("acquisition timeout");
  }

  private @Nullable ProblemException constraint(SQLException e, String state) {
    ServerErrorMessage message =
        e instanceof PSQLException told ? told.getServerErrorMessage() : null;
    ConstraintProblem named =
        message == null || message.getConstraint() == null
            ? null
            : byConstraint.get(message.getConstraint());
    if (named != null) {
      return new ProblemException(named.type(), named.detail()).causedBy(e);
    }
    if (state.equals("23514")) {
      return null; // a check that the rules before it should have made: ours
    }
    return new ProblemException(
            ProblemType.CONFLICT_OF_STATE,
            LocalizedText.of(
                "Dữ liệu mâu thuẫn với dữ liệu đã có hoặc vừa được người khác thay đổi.",
                "It contradicts what is stored, or what somebody else has just changed."))
        .causedBy(e);
  }

  private static ProblemException unauthenticated(boolean tokenSent) {
    ProblemException problem =
        new ProblemException(
            ProblemType.UNAUTHENTICATED,
            tokenSent
                ? LocalizedText.of(
                    "Mã truy cập không hợp lệ hoặc đã hết hạn.",
                    "The access token is not valid, or has expired.")
                : LocalizedText.of(
                    "Hãy gửi mã truy cập trong tiêu đề Authorization: Bearer.",
                    "Send an access token in the header Authorization: Bearer."));
    // RFC 6750 §3: the error code only when a token was sent.
    return problem.header(
        HttpHeaders.WWW_AUTHENTICATE,
        tokenSent ? "Bearer realm=\"solieu\", error=\"invalid_token\"" : "Bearer realm=\"solieu\"");
  }

  private static ProblemException unreadableParameter() {
    return new ProblemException(
        ProblemType.INVALID_PARAMETER,
        LocalizedText.of("Một tham số không đọc được.", "A parameter cannot be read."));
  }

  private static ProblemException changedMeanwhile() {
    return new ProblemException(
        ProblemType.PRECONDITION_FAILED,
        LocalizedText.of(
            "Người khác vừa thay đổi dữ liệu này. Hãy đọc lại rồi sửa.",
            "Somebody else has just changed it. Read it again, then change it."));
  }

  private static ProblemException unavailable() {
    return new ProblemException(
            ProblemType.UNAVAILABLE,
            LocalizedText.of("Hãy gửi lại sau giây lát.", "Send it again in a moment."))
        .retryAfter(SOON);
  }

  private static ProblemException internal(Throwable failure) {
    return logged(new ProblemException(ProblemType.INTERNAL_ERROR, OURS), failure);
  }

  /** Nobody reads the answer, and nothing can be done about it (ADR 0037). */
  private static ProblemException left(ReaderLeft reader) {
    LOG.debugf("%s: %s", reader.getMessage(), reader.getCause());
    return ofStatus(400);
  }

  private static ProblemException logged(ProblemException problem, Throwable failure) {
    // The request id stands in the line by the log's context.
    LOG.errorf(failure, "A request failed: %s", problem.type().slug());
    return problem;
  }

  /** The failure and what it wraps; bounded, for a chain may run in a circle. */
  private static Stream<Throwable> causes(Throwable failure) {
    return Stream.iterate(failure, cause -> cause != null, Throwable::getCause).limit(20);
  }
}
