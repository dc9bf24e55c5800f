package vn.solieu.calendar.release;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jspecify.annotations.Nullable;
import vn.solieu.platform.problem.LocalizedText;
import vn.solieu.platform.problem.ProblemException;
import vn.solieu.platform.problem.ProblemType;
import vn.solieu.platform.problem.Violation;
import vn.solieu.platform.security.ServiceKey;

/** Asks whoever keeps a content whether it may become public at an instant. */
@ApplicationScoped
class ContentKeepers {

  private static final Duration ASK_AGAIN = Duration.ofSeconds(5);

  /**
   * What a keeper finds wrong with the state of a content: it is not accepted, or is public or
   * listed already. All else that it finds lies in the figures.
   */
  private static final Set<String> OF_STATE = Set.of("state", "already-open", "opened", "listed");

  private final VintageClient vintages;
  private final EditionKeeper editions;
  private final ServiceKey key;

  ContentKeepers(
      @RestClient VintageClient vintages, @RestClient EditionKeeper editions, ServiceKey key) {
    this.vintages = vintages;
    this.editions = editions;
    this.key = key;
  }

  /**
   * Which release is to list a content, and the vintages that all releases list that are not out.
   *
   * @param attachment for which its keeper is to hold it if it may be listed; null to ask only
   */
  record Question(
      String release,
      OffsetDateTime publishedAt,
      List<Listed> planned,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long attachment) {

    /**
     * @param visible whether the caller sees the release: its keeper names it to them then
     */
    record Listed(String vintage, String release, OffsetDateTime publishedAt, boolean visible) {}

    Question(String release, OffsetDateTime publishedAt, List<Listed> planned) {
      this(release, publishedAt, planned, null);
    }

    Question holding(@Nullable Long number) {
      return new Question(release, publishedAt, planned, number);
    }
  }

  /**
   * Asks whether a release may list a content. Its keeper holds it from then on: it stays as it is
   * until it hears that it is attached or detached.
   *
   * @param authorization the caller's own: what they may not see they cannot attach
   * @throws ProblemException 403 when the keeper refuses the caller, 409 when its state forbids it,
   *     422 when it does not know the content or it may not become public then, 503 when it cannot
   *     be asked
   */
  void requireAttachable(
      ContentType type, String content, Question question, String authorization) {
    ReleaseCheck check = ask(type, content, question, authorization);
    if (!check.attachable()) {
      boolean ofState = check.errors().stream().anyMatch(ContentKeepers::isOfState);
      throw new ProblemException(
              ofState ? ProblemType.CONFLICT_OF_STATE : ProblemType.INVALID_CONTENT,
              LocalizedText.of(
                  "Nội dung này chưa thể đưa vào đợt; xem errors.",
                  "This content cannot be attached; see errors."))
          .with(check.errors());
    }
  }

  /**
   * Asks whether the caller may see a content at all.
   *
   * @throws ProblemException as {@link #requireAttachable}, but for its state and figures
   */
  void requireVisible(ContentType type, String content, Question question, String authorization) {
    ask(type, content, question, authorization);
  }

  /**
   * Why a content that is listed may not become public at another instant. Its state is not asked
   * about: it can still be another by then.
   *
   * @throws ProblemException as {@link #requireAttachable}, but for what is returned
   */
  List<Violation> againstInstant(
      ContentType type, String content, Question question, String authorization) {
    return ask(type, content, question, authorization).errors().stream()
        .filter(error -> !isOfState(error))
        .map(
            error ->
                Violation.at(
                    "/contents/%s/%s%s"
                        .formatted(
                            type.word(), content, error.pointer() == null ? "" : error.pointer()),
                    error.rule(),
                    LocalizedText.of(error.messageVi(), error.messageEn())))
        .toList();
  }

  private static boolean isOfState(Violation error) {
    return OF_STATE.contains(error.rule());
  }

  private ReleaseCheck ask(
      ContentType type, String content, Question question, String authorization) {
    try {
      return switch (type) {
        case VINTAGE -> vintages.check(content, question, authorization, key.value());
        case EDITION ->
            editions.check(
                content,
                question.publishedAt.format(DateTimeFormatter.ISO_OFFSET_DATE_TIME),
                authorization);
      };
    } catch (WebApplicationException e) {
      throw switch (e.getResponse().getStatus()) {
        case 404 ->
            new ProblemException(
                    ProblemType.INVALID_CONTENT,
                    LocalizedText.of("Không có nội dung này.", "There is no such content."))
                .with(
                    Violation.at(
                        "",
                        "known",
                        LocalizedText.of(
                            "Không tìm thấy %s %s.".formatted(type.nameVi(), content),
                            "There is no %s %s.".formatted(type.word(), content))));
        case 401, 403 ->
            new ProblemException(
                ProblemType.FORBIDDEN,
                LocalizedText.of(
                    "Bạn không được xem nội dung này.",
                    "You are not allowed to see this content."));
        default -> unreachable(e);
      };
    } catch (ProcessingException e) {
      throw unreachable(e);
    }
  }

  private static ProblemException unreachable(Exception cause) {
    return new ProblemException(
            ProblemType.UNAVAILABLE,
            LocalizedText.of(
                "Chưa hỏi được nơi giữ nội dung; chưa có gì thay đổi, hãy thử lại.",
                "Whoever keeps the content cannot be asked now; nothing was changed, try again."))
        .retryAfter(ASK_AGAIN)
        .causedBy(cause);
  }
}
