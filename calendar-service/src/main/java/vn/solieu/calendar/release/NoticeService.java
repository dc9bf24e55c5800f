package vn.solieu.calendar.release;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.solieu.calendar.publication.DatabaseClock;
import vn.solieu.platform.audit.AuditLog;
import vn.solieu.platform.problem.LocalizedText;
import vn.solieu.platform.problem.ProblemException;
import vn.solieu.platform.problem.ProblemType;
import vn.solieu.platform.publication.ReleaseGate;
import vn.solieu.platform.security.Caller;
import vn.solieu.platform.security.CurrentCaller;
import vn.solieu.platform.text.TextNormalizer;

/**
 * The notice of the figures of a release: under their embargo, and fixed with them by the seal. The
 * note of a date that moved is another text, the reason of the act that moved it.
 */
@ApplicationScoped
public class NoticeService {

  private final ReleaseRepository releases;
  private final ContentService contents;
  private final ReleaseNoticeRepository notices;
  private final DatabaseClock clock;
  private final CurrentCaller caller;
  private final AuditLog audit;
  private final ReleaseGate gate;

  NoticeService(
      ReleaseRepository releases,
      ContentService contents,
      ReleaseNoticeRepository notices,
      DatabaseClock clock,
      CurrentCaller caller,
      AuditLog audit,
      ReleaseGate gate) {
    this.releases = releases;
    this.contents = contents;
    this.notices = notices;
    this.clock = clock;
    this.caller = caller;
    this.audit = audit;
    this.gate = gate;
  }

  /**
   * For those who are granted its agency. That one of them looked is audited.
   *
   * @throws ProblemException 404 for the release of another agency, and for one without a notice
   */
  public LocalizedText read(String release) {
    Caller reader = caller.require();
    if (!releases.isGranted(Granted.to(reader), release)) {
      throw Release.unknown();
    }
    return gate.embargoed(
        reader,
        "notice of release " + release,
        connection -> notices.find(connection, release).orElseThrow(NoticeService::none));
  }

  /**
   * Writes it, in the place of the one before.
   *
   * @throws ProblemException 403, 404, 409 when the release is sealed, 422 with everything that is
   *     wrong
   */
  @Transactional
  public LocalizedText write(String id, @Nullable String vi, @Nullable String en) {
    Release release = contents.open(releases.lock(id));
    LocalizedText notice = ReleaseRules.notice(TextNormalizer.of(vi), TextNormalizer.of(en));
    Optional<LocalizedText> before = notices.find(id);
    if (!before.equals(Optional.of(notice))) {
      Caller who = caller.require();
      Instant now = clock.now();
      notices.withdraw(id, now, who.subject());
      notices.write(id, notice, now, who.subject());
      audit.record(who, "notice.write", "release", id, Map.of("replaced", before.isPresent()));
      contents.changed(release, now);
    }
    return notice;
  }

  /**
   * @throws ProblemException 403, 404 when there is none, 409 when the release is sealed
   */
  @Transactional
  public void withdraw(String id) {
    Release release = contents.open(releases.lock(id));
    Caller who = caller.require();
    Instant now = clock.now();
    if (!notices.withdraw(id, now, who.subject())) {
      throw none();
    }
    audit.record(who, "notice.withdraw", "release", id, Map.of());
    contents.changed(release, now);
  }

  private static ProblemException none() {
    return new ProblemException(
        ProblemType.NOT_FOUND,
        LocalizedText.of("Đợt này chưa có thông báo.", "The release has no notice."));
  }
}
