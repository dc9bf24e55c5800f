package vn.solieu.indicator.observation;

import static vn.solieu.platform.problem.ProblemType.NOT_FOUND;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.solieu.indicator.definition.Definitions;
import vn.solieu.indicator.definition.EnumCodec;
import vn.solieu.indicator.definition.Measure;
import vn.solieu.indicator.observation.Observation.Attributes;
import vn.solieu.indicator.observation.Observation.Notice;
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
import vn.solieu.platform.sql.Jsonb;
import vn.solieu.platform.sql.Rows;
import vn.solieu.platform.sql.Sql;
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

  private static final String REFUSED =
      """
      select r.sequence, p.release_id, r.content_id, r.cause, r.recorded_at
      from opening_refused r join publication_applied p on p.sequence = r.sequence
      """;

  /** Sequence and content of the last item of a page. */
  private static final Pattern AFTER = Pattern.compile("([0-9]{1,18})/([A-Za-z0-9_-]{1,64})");

  private final VintageStore vintages;
  private final ReleaseCheck checks;
  private final Definitions definitions;
  private final ReleaseGate gate;
  private final Sql sql;
  private final Jsonb json;
  private final Clock clock;

  VintageService(
      VintageStore vintages,
      ReleaseCheck checks,
      Definitions definitions,
      ReleaseGate gate,
      Sql sql,
      Jsonb json,
      Clock clock) {
    this.vintages = vintages;
    this.checks = checks;
    this.definitions = definitions;
    this.gate = gate;
    this.sql = sql;
    this.json = json;
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
                opened(vintage).orElse(null),
                sql.list(
                    REFUSED + "where r.content_id = ? order by r.sequence",
                    VintageService::refused,
                    id)));
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
        sql.page(
            paging.limit(),
            REFUSED
                + """
            left join vintage v on v.id =
              case when r.content_id ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then r.content_id::uuid end
            where exists (
              select from jsonb_to_recordset(?::jsonb) as g (agency text, forms text[], areas text[])
              where (g.agency is null or g.agency = v.agency)
                and (g.forms is null or v.form = any(g.forms))
                and (g.areas is null or v.areas <@ g.areas))
              and (r.sequence < ? or r.sequence = ? and r.content_id > ?)
            order by r.sequence desc, r.content_id
            """,
            VintageService::refused,
            json.write(caller.grantsFor(Act.CHECK_FOR_RELEASE)),
            first ? Long.MAX_VALUE : Long.parseLong(after.group(1)),
            first ? Long.MAX_VALUE : Long.parseLong(after.group(1)),
            first ? "" : after.group(2));
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
            connection -> {
              ObservationStoreQuery select = select(vintage, after, limit, today);
              try (PreparedStatement statement = select.prepare(connection);
                  ResultSet rows = statement.executeQuery()) {
                return page(rows, limit);
              }
            });
    return new Held(
        SeriesJson.write(measures(page), null, null, page),
        page.next() == null ? null : page.next().cursor(0, query));
  }

  private static ObservationStoreQuery select(
      Vintage vintage, KeysetPosition after, int limit, LocalDate boundary) {
    return new ObservationStoreQuery()
        .add("select s.key, o.period, s.measure, a.id as" + " area_id, f.name_vi,")
        .add("  f.name_en, s.breakdowns, s.value_type, s.variant, s.accumulation,")
        .add("  o.value::text as value, o.value_state, o.level, o.round, o.reason, o.origin,")
        .add("  o.confidentiality, o.justification")
        .add("from observation o")
        .add("join series s on s.key = o.series")
        .add("join area a on a.key = s.area")
        .add("cross join lateral (")
        .add("  select name_vi, name_en from area_fact where area = a.key")
        .add(
            "  order by coalesce(valid_from <= ?, true) desc, valid_from desc nulls last limit 1",
            boundary)
        .add(") f")
        .add("where o.vintage = ?", vintage.key())
        .add("and (o.series, o.period) > (?, ?)", after.series(), after.period())
        .add("order by o.series, o.period limit ?", limit + 1);
  }

  private static ObservationPage page(ResultSet row, int limit) throws SQLException {
    List<ObservationPage.Part> parts = new ArrayList<>();
    KeysetPosition last = KeysetPosition.START;
    for (int read = 0; row.next(); read++) {
      if (read == limit) {
        return new ObservationPage(parts, last);
      }
      int key = row.getInt("key");
      if (key != last.series()) {
        parts.add(new ObservationPage.Part(Series.read(row), new ArrayList<>()));
      }
      last = new KeysetPosition(key, row.getInt("period"));
      parts.getLast().figures().add(figure(parts.getLast().series(), row));
    }
    return new ObservationPage(parts, null);
  }

  private static Observation figure(Series series, ResultSet row) throws SQLException {
    return new Observation(
        row.getInt("period"),
        row.getString("value"),
        series.shown(
            new Attributes(
                row.getString("value_state"),
                row.getString("level"),
                row.getObject("round", Integer.class),
                row.getString("reason"),
                row.getString("origin"),
                row.getString("confidentiality"),
                null,
                Notice.NONE,
                row.getString("justification"))));
  }

  private Map<Integer, Measure> measures(ObservationPage page) {
    List<Integer> keys =
        page.parts().stream().map(part -> part.series().measure()).distinct().toList();
    Map<Integer, Measure> measures = new LinkedHashMap<>();
    definitions
        .measures(
            sql.list(
                "select id from measure where key = any(?::int[])", row -> row.getString(1), keys))
        .values()
        .forEach(measure -> measures.put(measure.key(), measure));
    return measures;
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

  private Optional<VintageDocument.Opened> opened(Vintage vintage) {
    return sql.first(
        """
        select o.sequence, p.release_id, o.published_at
        from opening o join publication_applied p on p.sequence = o.sequence
        where o.vintage = ?
        """,
        row ->
            new VintageDocument.Opened(
                row.getLong(1), row.getString(2), row.getObject(3, OffsetDateTime.class)),
        vintage.key());
  }

  private static VintageDocument.Refused refused(ResultSet row) throws SQLException {
    return new VintageDocument.Refused(
        row.getLong(1),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        row.getObject(5, OffsetDateTime.class));
  }
}
