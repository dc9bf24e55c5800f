package vn.solieu.indicator.observation;

import static vn.solieu.platform.problem.ProblemType.NOT_FOUND;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.solieu.indicator.definition.Definitions;
import vn.solieu.indicator.definition.EnumCodec;
import vn.solieu.platform.http.Cursor;
import vn.solieu.platform.http.Page;
import vn.solieu.platform.http.Paging;
import vn.solieu.platform.identity.Uuids;
import vn.solieu.platform.problem.LocalizedText;
import vn.solieu.platform.problem.ProblemException;
import vn.solieu.platform.problem.Violation;
import vn.solieu.platform.publication.ReleaseGate;
import vn.solieu.platform.security.Act;
import vn.solieu.platform.security.Caller;
import vn.solieu.platform.sql.Rows;
import vn.solieu.platform.time.Instants;

/** Vintages before and after they are public, for the sender and the office alone. */
@ApplicationScoped
class VintageService {

  /**
   * Figures of a vintage that nobody else may see yet.
   *
   * @param next the cursor of the next page
   */
  record Held(byte[] json, @Nullable String next) {}

  /** Sequence and content of the last item of a page. */
  private static final Pattern AFTER = Pattern.compile("([0-9]{1,18})/([A-Za-z0-9_-]{1,64})");

  private final VintageStore vintages;
  private final ReleaseCheck checks;
  private final Definitions definitions;
  private final ReleaseGate gate;
  private final OpeningRepository openings;
  private final VintageObservationRepository observations;
  private final Clock clock;

  VintageService(
      VintageStore vintages,
      ReleaseCheck checks,
      Definitions definitions,
      ReleaseGate gate,
      OpeningRepository openings,
      VintageObservationRepository observations,
      Clock clock) {
    this.vintages = vintages;
    this.checks = checks;
    this.definitions = definitions;
    this.gate = gate;
    this.openings = openings;
    this.observations = observations;
    this.clock = clock;
  }

  /**
   * Its notice, and that it exists, are not public before it is: that the caller looked is audited.
   *
   * @throws ProblemException 404 also when it is not granted: that it exists is not told
   */
  VintageDocument find(Caller caller, String id) {
    Vintage vintage = require(caller, Act.READ_REPORTED, id);
    return gate.embargoed(
        caller,
        "description of vintage " + id,
        connection ->
            new VintageDocument(
                vintage.id(),
                vintage.submission(),
                vintage.agency(),
                EnumCodec.of(vintage.state()),
                vintage.notice(),
                vintage.noticeEn(),
                vintage.rows(),
                vintage.recordedAt(),
                vintages.parts(vintage),
                vintages.releasesListing(vintage.id(), caller),
                vintages.isListed(vintage.id()),
                openings.opened(vintage).orElse(null),
                openings.refusals(id)));
  }

  @Transactional
  VintageDocument.Check releaseCheck(Caller caller, String id, OffsetDateTime publishedAt) {
    Vintage vintage = require(caller, Act.CHECK_FOR_RELEASE, id);
    return VintageDocument.Check.of(
        checks.againstPublic(vintage, publishedAt, vintages.isListed(vintage.id())));
  }

  /**
   * What the calendar asks before it lists a vintage. With the number of an attachment, a vintage
   * that may be listed is held from then on.
   */
  @Transactional
  VintageDocument.Check releaseCheck(Caller caller, String id, ReleasePlan plan) {
    plan.requireValid();
    Vintage vintage = require(caller, Act.CHECK_FOR_RELEASE, id);
    List<Violation> errors = checks.againstPlan(vintage, plan);
    if (errors.isEmpty() && plan.attachment() != null) {
      // The figures are compared before anybody waits. The state is looked at once more under the
      // lock that a return takes too: one of the two sees what the other has done.
      errors = ReleaseCheck.ofState(vintages.lock(vintage.id()).orElseThrow());
      if (errors.isEmpty()) {
        vintages.hold(vintage.id(), String.valueOf(plan.release()), plan.attachment());
      }
    }
    return VintageDocument.Check.of(errors);
  }

  /**
   * What publications listed and could not open, the newest first: of the vintages that the caller
   * may check, and what is no vintage for those without a bound. What is refused meanwhile stands
   * before the first page.
   *
   * @throws ProblemException 400 for a cursor that this list did not give
   */
  @Transactional
  Page<VintageDocument.Refused> refusedOpenings(Caller caller, Paging paging) {
    Matcher after = AFTER.matcher(paging.after());
    boolean first = paging.after().isEmpty();
    if (!first && !after.matches()) {
      throw Cursor.ofAnotherQuery();
    }
    Rows<VintageDocument.Refused> refused =
        openings.refusals(
            caller.grantsFor(Act.CHECK_FOR_RELEASE),
            first ? Long.MAX_VALUE : Long.parseLong(after.group(1)),
            first ? "" : after.group(2),
            paging.limit());
    return paging.page(refused, one -> one.sequence() + "/" + one.contentId());
  }

  /** The figures as they were sent. That the caller looked is recorded before they are read. */
  Held figures(Caller caller, String id, @Nullable String cursor, int limit) {
    Vintage vintage = require(caller, Act.READ_REPORTED, id);
    String query = "vintage-figures " + id;
    KeysetPosition after =
        Cursor.parse(cursor, query, 2).map(KeysetPosition::of).orElse(KeysetPosition.START);
    LocalDate today = Instants.day(clock.instant());
    ObservationPage page =
        gate.embargoed(
            caller,
            "vintage " + id,
            connection -> observations.page(connection, vintage, after, limit, today));
    List<Integer> measures =
        page.parts().stream().map(part -> part.series().measure()).distinct().toList();
    return new Held(
        SeriesJson.write(definitions.measuresByKey(measures), null, null, page),
        page.next() == null ? null : page.next().cursor(0, query));
  }

  private Vintage require(Caller caller, Act act, String id) {
    return Uuids.parse(id)
        .flatMap(vintages::find)
        .filter(vintage -> vintages.may(caller, act, vintage))
        .orElseThrow(
            () ->
                new ProblemException(
                    NOT_FOUND,
                    LocalizedText.of("Không có lần số liệu này.", "There is no such vintage.")));
  }
}
