package vn.solieu.calendar.release;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import vn.solieu.calendar.release.ContentKeepers.Question;
import vn.solieu.platform.problem.LocalizedText;
import vn.solieu.platform.problem.ProblemException;
import vn.solieu.platform.problem.ProblemType;
import vn.solieu.platform.problem.Violations;
import vn.solieu.platform.publication.ContentReference;
import vn.solieu.platform.security.CurrentCaller;
import vn.solieu.platform.time.Instants;

/**
 * What the keepers of contents are asked before a release lists them, or moves. They are asked
 * while nothing is locked; an answer counts as long as its question is the one that would be asked.
 */
@ApplicationScoped
class ContentQuestions {

  /** So often is asked again because the plan has changed meanwhile. */
  static final int MOST = 3;

  private final ReleaseContentRepository contents;
  private final ContentKeepers keepers;
  private final CurrentCaller caller;

  ContentQuestions(
      ReleaseContentRepository contents, ContentKeepers keepers, CurrentCaller caller) {
    this.contents = contents;
    this.keepers = keepers;
    this.caller = caller;
  }

  /**
   * What is asked of a content that is to be public at an instant: only a vintage depends on what
   * other releases list.
   */
  Question about(Release release, Instant instant, ContentType type) {
    return new Question(
        release.id,
        Instants.local(instant),
        type == ContentType.VINTAGE ? plannedVintages(release, instant) : List.of());
  }

  /**
   * All that releases list that are not out; this one at the instant that is asked about. With each
   * goes whether the caller sees its release: only the calendar knows.
   */
  private List<Question.Listed> plannedVintages(Release release, Instant instant) {
    return contents.plannedVintages(release, instant, Granted.to(caller.require()));
  }

  /**
   * What a release lists, and what its keepers were asked about it.
   *
   * @param vintages the question about each vintage
   */
  record Moving(List<ContentReference> contents, Question vintages) {}

  /** What has to be asked before a release moves to another instant; without contents nothing. */
  Optional<Moving> moving(Release release, Instant instant) {
    List<ContentReference> listed = contents.referencesIn(release.id);
    return listed.isEmpty() || instant.equals(release.instant())
        ? Optional.empty()
        : Optional.of(new Moving(listed, about(release, instant, ContentType.VINTAGE)));
  }

  /**
   * Asks the keepers of all contents whether they may be public then. Ask while nothing is locked.
   *
   * @throws ProblemException 403, 422 with what is wrong with each content, 503
   */
  void requireMovable(Moving moving, String authorization) {
    Violations violations = new Violations();
    for (ContentReference content : moving.contents) {
      ContentType type = ContentType.find(content.type()).orElseThrow();
      Question question =
          type == ContentType.VINTAGE
              ? moving.vintages
              : new Question(moving.vintages.release(), moving.vintages.publishedAt(), List.of());
      keepers.againstInstant(type, content.id(), question, authorization).forEach(violations::add);
    }
    violations.throwIfAny(
        ProblemType.INVALID_CONTENT,
        LocalizedText.of(
            "Nội dung của đợt không thể công bố vào thời điểm này; xem errors.",
            "What the release lists cannot become public at that instant; see errors."));
  }

  /** The plan has changed each time that its keepers were asked about it. */
  static ProblemException restless() {
    return new ProblemException(
        ProblemType.CONFLICT_OF_STATE,
        LocalizedText.of(
            "Kế hoạch phổ biến vừa thay đổi; hãy thử lại.",
            "The plan of the releases has just changed; try again."));
  }
}
