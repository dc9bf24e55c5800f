package vn.solieu.calendar.release;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import vn.solieu.calendar.publication.DatabaseClock;
import vn.solieu.calendar.publication.PublicationLog;
import vn.solieu.calendar.release.ContentKeepers.Question;
import vn.solieu.platform.audit.AuditLog;
import vn.solieu.platform.bounds.Bounds;
import vn.solieu.platform.problem.LocalizedText;
import vn.solieu.platform.problem.ProblemException;
import vn.solieu.platform.problem.ProblemMember;
import vn.solieu.platform.problem.ProblemType;
import vn.solieu.platform.publication.ContentReference;
import vn.solieu.platform.publication.ReleaseGate;
import vn.solieu.platform.security.Caller;
import vn.solieu.platform.security.CurrentCaller;

/** What a release will make public, until it is sealed. */
@ApplicationScoped
public class ContentService {

  /**
   * How many contents a release lists. One of them takes 91 bytes in the publication's event
   * ({@code {"type":"vintage","id":"…"},} with an id of 64), the rest of the entry at most 13,000
   * (four texts of 2,000 letters of three bytes in the release's own event, 40,000): 131,000, far
   * below the 900,000 that the broker takes; and a page of 100 entries stays below the 16 MiB that
   * a reader of the log takes.
   */
  static final int MOST = 1_000;

  private static final Logger LOG = Logger.getLogger(ContentService.class);

  private static final Caller SELF = Caller.system("calendar-service");

  private final ReleaseRepository releases;
  private final ReleaseContentRepository contents;
  private final ReleaseNoticeRepository notices;
  private final PublicationLog log;
  private final ContentQuestions questions;
  private final ContentKeepers keepers;
  private final ReleaseEvents events;
  private final DatabaseClock clock;
  private final CurrentCaller caller;
  private final AuditLog audit;
  private final ReleaseGate gate;
  private final MeterRegistry metrics;
  private final Duration sealBefore;

  ContentService(
      ReleaseRepository releases,
      ReleaseContentRepository contents,
      ReleaseNoticeRepository notices,
      PublicationLog log,
      ContentQuestions questions,
      ContentKeepers keepers,
      ReleaseEvents events,
      DatabaseClock clock,
      CurrentCaller caller,
      AuditLog audit,
      ReleaseGate gate,
      MeterRegistry metrics,
      @ConfigProperty(name = "solieu.release.seal-before") Duration sealBefore) {
    this.releases = releases;
    this.contents = contents;
    this.notices = notices;
    this.log = log;
    this.questions = questions;
    this.keepers = keepers;
    this.events = events;
    this.clock = clock;
    this.caller = caller;
    this.audit = audit;
    this.gate = gate;
    this.metrics = metrics;
    this.sealBefore = sealBefore;
  }

  /**
   * A content as the office sees it.
   *
   * @param refused why its keeper did not open it with the release, or will not; null when it did,
   *     or is to
   */
  public record Listed(ContentReference content, @Nullable String refused) {}

  /**
   * What is listed, or was published, for those who are granted its agency. That one of them looked
   * is audited.
   *
   * @throws ProblemException 404 also for the release of another agency
   */
  public List<Listed> list(String release) {
    Caller reader = caller.require();
    if (!releases.isGranted(Granted.to(reader), release)) {
      throw Release.unknown();
    }
    return gate.embargoed(
        reader,
        "contents of release " + release,
        connection -> contents.ofOffice(connection, release));
  }

  /**
   * Lists a content. Its keeper is asked while nothing is locked, and holds it until it hears what
   * became of it; if the plan moves meanwhile, the answer no longer counts and it is asked again.
   * Only the keeper knows what the caller may see of the content, so before it has answered nothing
   * is said of it, not even that another release lists it.
   *
   * @return whether it was not listed before
   * @throws ProblemException 403, 404, 409 when the release is sealed or lists as many as it may,
   *     the content stands in another or in a state that is never published, or the plan does not
   *     stand still, 422 and 503 as its keeper says
   */
  public boolean attach(String id, ContentType type, String content, String authorization) {
    requireId(content);
    for (int asked = 0; asked < ContentQuestions.MOST; asked++) {
      Asking asking =
          QuarkusTransaction.requiringNew().call(() -> asking(releases.require(id), type, content));
      if (id.equals(asking.listing)) {
        return false;
      }
      if (asking.listing != null) {
        keepers.requireVisible(type, content, asking.question, authorization);
        throw listedElsewhere(asking.listing);
      }
      keepers.requireAttachable(type, content, asking.question, authorization);
      Written written =
          QuarkusTransaction.requiringNew()
              .call(() -> write(releases.lock(id), type, content, asking.question));
      if (written != Written.OUTDATED) {
        return written == Written.ATTACHED;
      }
    }
    throw ContentQuestions.restless();
  }

  /**
   * @param listing the release that lists the content already
   */
  private record Asking(Question question, @Nullable String listing) {}

  private Asking asking(Release release, ContentType type, String content) {
    open(release);
    Question question = questions.about(release, release.instant(), type);
    Optional<String> listing = contents.releaseListing(type, content);
    if (listing.isPresent()) {
      return new Asking(question, listing.get());
    }
    requireRoom(release);
    if (question.planned().size() >= Bounds.ARRAY_ITEMS) {
      throw new ProblemException(
              ProblemType.CONFLICT_OF_STATE,
              LocalizedText.of(
                  "Các đợt chưa công bố có tối đa %d lần số liệu cộng lại; hãy gỡ bớt, hoặc chờ công bố."
                      .formatted(Bounds.ARRAY_ITEMS),
                  "All releases that are not out list at most %d vintages together; detach some, or wait for a publication."
                      .formatted(Bounds.ARRAY_ITEMS)))
          .extension(ProblemMember.MOST, Bounds.ARRAY_ITEMS);
    }
    return new Asking(question.holding(contents.nextPosition()), null);
  }

  private enum Written {
    ATTACHED,
    LISTED_ALREADY,
    /** The answer was to another question. */
    OUTDATED
  }

  private Written write(Release release, ContentType type, String content, Question asked) {
    open(release);
    // One after the other: two that were asked about at once would not know of each other.
    contents.lockAttaching();
    if (isListed(release, type, content)) {
      return Written.LISTED_ALREADY;
    }
    requireRoom(release);
    if (!questions.about(release, release.instant(), type).equals(asked.holding(null))) {
      return Written.OUTDATED;
    }
    Caller who = caller.require();
    ReleaseContent listed = new ReleaseContent();
    listed.release = release.id;
    listed.type = type;
    listed.content = content;
    listed.attachedAt = clock.now();
    listed.attachedBy = who.subject();
    contents.persistAndFlush(listed);
    audit.record(who, "content.attach", "release", release.id, details(listed));
    events.attached(listed);
    changed(release, listed.attachedAt);
    return Written.ATTACHED;
  }

  // What can be published -------------------------------------------------------------------------

  /** Whether a release lists something, and not more than an entry of the log holds. */
  boolean isPublishable(Release release) {
    long listed = contents.countIn(release.id);
    return listed > 0 && listed <= MOST;
  }

  /**
   * @throws ProblemException 409
   */
  void requirePublishable(Release release) {
    if (!isPublishable(release)) {
      throw new ProblemException(
              ProblemType.CONFLICT_OF_STATE,
              LocalizedText.of(
                  "Đợt phải có từ 1 đến %d nội dung mới được niêm phong và công bố; hãy thêm hoặc gỡ nội dung (…/contents) trước."
                      .formatted(MOST),
                  "A release is sealed and published with 1 to %d contents; attach or detach some (…/contents) first."
                      .formatted(MOST)))
          .extension(ProblemMember.CONTENTS, contents.countIn(release.id))
          .extension(ProblemMember.MOST, MOST);
    }
  }

  private void requireRoom(Release release) {
    if (contents.countIn(release.id) >= MOST) {
      throw new ProblemException(
              ProblemType.CONFLICT_OF_STATE,
              LocalizedText.of(
                  "Một đợt có tối đa %d nội dung; hãy dùng thêm một đợt khác.".formatted(MOST),
                  "A release lists at most %d contents; use another one besides.".formatted(MOST)))
          .extension(ProblemMember.MOST, MOST);
    }
  }

  /** Whether this person had a hand in what the release will make public. */
  boolean wasPreparedBy(Release release, String subject) {
    return contents.wasEverAttachedBy(release.id, subject)
        || notices.wasEverWrittenBy(release.id, subject);
  }

  /**
   * What an archive release will make public is what its confirmation is about: it counts as a
   * change of the release, so that what was read is what is confirmed. Of a live release it must
   * not: its version is public.
   */
  void changed(Release release, Instant now) {
    if (release.origin == Origin.ARCHIVE) {
      release.changedAt = now;
    }
  }

  /**
   * Lists a content no longer; that it was listed stays on record.
   *
   * @throws ProblemException 403, 404 when it is not listed, 409 when the release is sealed
   */
  @Transactional
  public void detach(String id, ContentType type, String content) {
    Release release = open(releases.lock(id));
    ReleaseContent listed =
        contents
            .listed(type, content)
            .filter(one -> one.release.equals(id))
            .orElseThrow(ContentService::notListed);
    Instant now = clock.now();
    detach(release, listed, caller.require(), now);
    changed(release, now);
  }

  /**
   * Frees a content that its keeper did not open with the release that listed it. Told again, it
   * changes nothing.
   */
  @Transactional
  void refuse(ContentRefused refused) {
    Optional<Release> published =
        releases
            .lockIfKnown(refused.releaseId())
            .filter(release -> Objects.equals(release.sequence, refused.sequence()));
    Optional<ReleaseContent> listed =
        ContentType.find(refused.contentType())
            .flatMap(type -> contents.listed(type, refused.contentId()))
            .filter(content -> content.release.equals(refused.releaseId()));
    if (published.isEmpty() || listed.isEmpty()) {
      return;
    }
    Release release = published.get();
    Instant now = clock.now();
    listed.get().refusedCause = refused.cause();
    detach(release, listed.get(), SELF, now);
    release.changedAt = now;
    releases.flush();
    events.changed(release, published(release));
  }

  /**
   * Frees a content that its keeper took back although a release lists it, also a sealed one: it
   * would not be opened. The release may be empty by that, and then is not published.
   *
   * @param state in which it is for good
   */
  @Transactional
  void takeBack(ContentType type, String content, String state) {
    Optional<String> id = contents.releaseListing(type, content);
    if (id.isEmpty()) {
      return;
    }
    Release release = releases.lock(id.get());
    Optional<ReleaseContent> listed =
        contents.listed(type, content).filter(one -> one.release.equals(release.id));
    if (listed.isEmpty() || release.state.isOver()) {
      return; // detached meanwhile; of what is published, the refusal tells
    }
    Instant now = clock.now();
    listed.get().takenBack = state;
    detach(release, listed.get(), SELF, now);
    changed(release, now);
    metrics.counter("solieu.release.content.taken.back", "state", state).increment();
    LOG.errorf(
        "Release %s no longer lists the %s %s, which was %s: its office has to look at it",
        release.id, type.word(), content, state);
  }

  /** What a release made public. */
  private ReleaseView.Published published(Release release) {
    return log.of(release.id)
        .map(
            entry ->
                new ReleaseView.Published(
                    entry.contents(), contents.refusedIn(release.id), entry.text()))
        .orElseThrow();
  }

  /** Frees the contents of a release that ends without being published. */
  void detachAll(Release release, Caller who, Instant now) {
    for (ReleaseContent listed : contents.listedIn(release.id)) {
      detach(release, listed, who, now);
    }
  }

  List<ContentReference> references(Release release) {
    return contents.referencesIn(release.id);
  }

  Optional<LocalizedText> notice(Release release) {
    return notices.find(release.id);
  }

  private void detach(Release release, ReleaseContent listed, Caller who, Instant now) {
    listed.detachedAt = now;
    listed.detachedBy = who.subject();
    contents.flush();
    audit.record(who, "content.detach", "release", release.id, details(listed));
    events.detached(listed);
  }

  /** The release, if the caller may change its contents and they can still be changed. */
  Release open(Release release) {
    Granted.require(caller, release.origin.planning(), release);
    if (release.trigger == Trigger.NONE && release.origin == Origin.LIVE) {
      throw new ProblemException(
          ProblemType.CONFLICT_OF_STATE,
          LocalizedText.of(
              "Đợt của nhà công bố khác chỉ được nêu, không có nội dung; hãy dùng đợt của tỉnh.",
              "The entry of another publisher is only shown; use a release of one's own for contents."));
    }
    if (release.state.isOver()) {
      throw new ProblemException(
          ProblemType.CONFLICT_OF_STATE,
          LocalizedText.of(
              "Đợt này %s; hãy dùng một đợt khác.".formatted(release.state.nameVi()),
              "The release is %s; use another one.".formatted(Release.word(release.state))));
    }
    if (release.isSealed(clock.now(), sealBefore)) {
      throw new ProblemException(
          ProblemType.CONFLICT_OF_STATE,
          LocalizedText.of(
              "Nội dung của đợt đã niêm phong; hoãn đợt (POST …/postpone) sẽ mở niêm phong.",
              "The contents of the release are sealed; postponing it (POST …/postpone) lifts the seal."));
    }
    return release;
  }

  private boolean isListed(Release release, ContentType type, String content) {
    Optional<ReleaseContent> listed = contents.listed(type, content);
    if (listed.isPresent() && !listed.get().release.equals(release.id)) {
      throw listedElsewhere(listed.get().release);
    }
    return listed.isPresent();
  }

  /** Names the other release to those who see it. */
  private ProblemException listedElsewhere(String release) {
    ProblemException listed =
        new ProblemException(ProblemType.CONFLICT_OF_STATE, ReleaseConstraints.LISTED_ELSEWHERE);
    return releases.isGranted(Granted.to(caller.require()), release)
        ? listed.extension(ProblemMember.RELEASE, release)
        : listed;
  }

  /** Ids that we are given, and the UUIDs that the server makes. */
  private static void requireId(String content) {
    if (!content.matches("[A-Za-z0-9][A-Za-z0-9_-]{0,63}")) {
      throw new ProblemException(
          ProblemType.NOT_FOUND,
          LocalizedText.of("Mã nội dung không hợp lệ.", "This is not the id of a content."));
    }
  }

  static ProblemException notListed() {
    return new ProblemException(
        ProblemType.NOT_FOUND,
        LocalizedText.of(
            "Đợt này không có nội dung đó.", "The release does not list this content."));
  }

  private static Map<String, ?> details(ReleaseContent listed) {
    return Map.of("contentType", listed.type.word(), "contentId", listed.content);
  }
}
