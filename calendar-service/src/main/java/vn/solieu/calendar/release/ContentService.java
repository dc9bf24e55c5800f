package vn.solieu.calendar.release;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import vn.solieu.calendar.publication.DatabaseClock;
import vn.solieu.calendar.release.ContentKeepers.Question;
import vn.solieu.platform.audit.AuditLog;
import vn.solieu.platform.problem.ProblemException;
import vn.solieu.platform.problem.ProblemType;
import vn.solieu.platform.problem.Text;
import vn.solieu.platform.publication.ContentReference;
import vn.solieu.platform.publication.ReleaseGate;
import vn.solieu.platform.security.Caller;
import vn.solieu.platform.security.CurrentCaller;
import vn.solieu.platform.security.Scope;
import vn.solieu.platform.sql.Sql;

/** What a release will make public, until it is sealed. */
@ApplicationScoped
public class ContentService {

  private static final int MOST_QUESTIONS = 3;

  private final ReleaseRepository releases;
  private final ReleaseContentRepository contents;
  private final ContentKeepers keepers;
  private final ReleaseEvents events;
  private final DatabaseClock clock;
  private final CurrentCaller caller;
  private final AuditLog audit;
  private final ReleaseGate gate;
  private final Sql sql;
  private final Duration sealBefore;

  ContentService(
      ReleaseRepository releases,
      ReleaseContentRepository contents,
      ContentKeepers keepers,
      ReleaseEvents events,
      DatabaseClock clock,
      CurrentCaller caller,
      AuditLog audit,
      ReleaseGate gate,
      Sql sql,
      @ConfigProperty(name = "solieu.release.seal-before") Duration sealBefore) {
    this.releases = releases;
    this.contents = contents;
    this.keepers = keepers;
    this.events = events;
    this.clock = clock;
    this.caller = caller;
    this.audit = audit;
    this.gate = gate;
    this.sql = sql;
    this.sealBefore = sealBefore;
  }

  /**
   * What is listed, for those who are granted its agency. That one of them looked is audited.
   *
   * @throws ProblemException 404 also for the release of another agency
   */
  public List<ContentReference> list(String release) {
    Caller reader = caller.require();
    if (!Granted.to(reader).includes(sql, release)) {
      throw Release.unknown();
    }
    return gate.embargoed(
        reader,
        "contents of release " + release,
        connection -> {
          return Sql.on(connection)
              .list(
                  """
                  select lower(type), content from release_content
                  where release = ? and detached_at is null order by position
                  """,
                  row -> new ContentReference(row.getString(1), row.getString(2)),
                  release);
        });
  }

  /**
   * Lists a content. Its keeper is asked while nothing is locked; if the plan moves meanwhile, the
   * answer no longer counts and it is asked again.
   *
   * @return whether it was not listed before
   * @throws ProblemException 403, 404, 409 when the release is sealed, the content stands in
   *     another, or the plan does not stand still, 422 and 503 as its keeper says
   */
  public boolean attach(String id, ContentType type, String content, String authorization) {
    requireId(content);
    for (int asked = 0; asked < MOST_QUESTIONS; asked++) {
      Optional<Question> question =
          QuarkusTransaction.requiringNew()
              .call(
                  () -> {
                    Release release = open(releases.require(id));
                    return isListed(release, type, content)
                        ? Optional.empty()
                        : Optional.of(question(release, type));
                  });
      if (question.isEmpty()) {
        return false;
      }
      keepers.requireAttachable(type, content, question.get(), authorization);
      Written written =
          QuarkusTransaction.requiringNew()
              .call(() -> write(releases.lock(id), type, content, question.get()));
      if (written != Written.OUTDATED) {
        return written == Written.ATTACHED;
      }
    }
    throw new ProblemException(
        ProblemType.CONFLICT_OF_STATE,
        Text.of(
            "Kế hoạch phổ biến vừa thay đổi; hãy thử lại.",
            "The plan of the releases has just changed; try again."));
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
    sql.exists("select pg_advisory_xact_lock(hashtext('release_content'))");
    if (isListed(release, type, content)) {
      return Written.LISTED_ALREADY;
    }
    if (!question(release, type).equals(asked)) {
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
    return Written.ATTACHED;
  }

  /** What is asked: only a vintage depends on what other releases list. */
  private Question question(Release release, ContentType type) {
    return new Question(
        release.id,
        Release.local(release.instant()),
        type == ContentType.VINTAGE ? plannedVintages() : List.of());
  }

  private List<Question.Listed> plannedVintages() {
    return sql.list(
        """
        select c.content, r.id, r.instant
        from release r join release_content c on c.release = r.id and c.detached_at is null
        where r.state not in ('PUBLISHED', 'CANCELLED') and c.type = 'VINTAGE'
        order by c.position
        """,
        row ->
            new Question.Listed(
                row.getString(1),
                row.getString(2),
                Release.local(row.getObject(3, OffsetDateTime.class).toInstant())));
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
    detach(release, listed, caller.require(), clock.now());
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

  private void detach(Release release, ReleaseContent listed, Caller who, Instant now) {
    listed.detachedAt = now;
    listed.detachedBy = who.subject();
    contents.flush();
    audit.record(who, "content.detach", "release", release.id, details(listed));
    events.detached(listed);
  }

  /** The release, if the caller may change its contents and they can still be changed. */
  private Release open(Release release) {
    caller.require(release.origin.planning(), Scope.agency(release.agency));
    if (release.trigger == Trigger.NONE && release.origin == Origin.LIVE) {
      throw new ProblemException(
          ProblemType.CONFLICT_OF_STATE,
          Text.of(
              "Đợt của nhà công bố khác chỉ được nêu, không có nội dung.",
              "The entry of another publisher is only shown; it has no contents."));
    }
    if (release.state.isOver() || release.isSealed(clock.now(), sealBefore)) {
      throw new ProblemException(
          ProblemType.CONFLICT_OF_STATE,
          Text.of("Nội dung của đợt đã niêm phong.", "The contents of the release are sealed."));
    }
    return release;
  }

  private boolean isListed(Release release, ContentType type, String content) {
    Optional<ReleaseContent> listed = contents.listed(type, content);
    if (listed.isPresent() && !listed.get().release.equals(release.id)) {
      throw new ProblemException(
              ProblemType.CONFLICT_OF_STATE,
              Text.of(
                  "Nội dung này đã thuộc một đợt khác.",
                  "This content is listed in another release."))
          .extension("release", listed.get().release);
    }
    return listed.isPresent();
  }

  /** Ids that we are given, and the UUIDs that the server makes. */
  private static void requireId(String content) {
    if (!content.matches("[A-Za-z0-9][A-Za-z0-9_-]{0,63}")) {
      throw new ProblemException(
          ProblemType.NOT_FOUND,
          Text.of("Mã nội dung không hợp lệ.", "This is not the id of a content."));
    }
  }

  static ProblemException notListed() {
    return new ProblemException(
        ProblemType.NOT_FOUND,
        Text.of("Đợt này không có nội dung đó.", "The release does not list this content."));
  }

  private static Map<String, ?> details(ReleaseContent listed) {
    return Map.of("contentType", listed.type.word(), "contentId", listed.content);
  }
}
