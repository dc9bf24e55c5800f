package vn.solieu.indicator.observation;

import static vn.solieu.platform.problem.ProblemType.CONFLICT_OF_STATE;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import vn.solieu.indicator.definition.EnumCodec;
import vn.solieu.indicator.observation.Vintage.State;
import vn.solieu.platform.identity.UuidV7;
import vn.solieu.platform.problem.LocalizedText;
import vn.solieu.platform.problem.ProblemException;
import vn.solieu.platform.security.Act;
import vn.solieu.platform.security.Caller;
import vn.solieu.platform.security.Scope;
import vn.solieu.platform.sql.Sql;
import vn.solieu.platform.sql.SqlFailure;
import vn.solieu.platform.time.Period;
import vn.solieu.platform.time.Reference;

/**
 * Writes figures, and decides on them by whole vintages. Every write belongs into the transaction
 * of the calling service.
 */
@ApplicationScoped
public class VintageStore {

  /**
   * Rows of a batch of new series: each batch is a transaction that holds its locks for
   * milliseconds.
   */
  private static final int SERIES_BATCH = 5_000;

  /** A push sorts its figures once; in the default 4 MB it would do so on disk. */
  private static final String SORT_MEMORY = "64MB";

  /** Made once in a session, as those of the submission feature are. */
  private static final List<String> TABLES =
      List.of(
          """
          create temporary table staged_cell (
            ordinal int not null,     -- of staged_series
            indicator int not null,
            series int not null,      -- key
            decimals smallint not null,
            known boolean not null    -- there is a figure of it
          ) on commit delete rows
          """,
          """
          create temporary table staged_reported (
            indicator int not null,
            period int not null,
            reported boolean not null -- by an accepted vintage
          ) on commit delete rows
          """);

  /**
   * How long a vintage stays as it is without a word of the calendar's: it tells within seconds,
   * unless Kafka is away.
   */
  private static final Duration LONGEST_HOLD = Duration.ofMinutes(10);

  private static final String VINTAGE =
      """
      select v.key, v.id, v.submission, v.agency, v.form, v.state, v.notice, v.notice_en, v.row_count, v.recorded_at, o.sequence
      from vintage v left join opening o on o.vintage = v.key
      """;

  private final Sql sql;
  private final DataSource source;

  VintageStore(Sql sql, DataSource source) {
    this.sql = sql;
    this.source = source;
  }

  /**
   * Stores the figures of the temporary tables {@code staged_series}, {@code staged_figure} and
   * {@code staged_period} (see the submission feature) as a held vintage, in the transaction of the
   * push. They have passed the rules; cells are canonical, and each is there once.
   *
   * <p>New series are committed first, in transactions of their own on a second connection: they
   * tell nobody anything, and stay if the push is rolled back. The transaction must be READ
   * COMMITTED to see them.
   */
  public Vintage create(NewVintage wanted) {
    prepareTables();
    addMissingSeries();
    resolveSeries();
    resolvePeriods();

    Vintage vintage =
        sql.first(
                """
                insert into vintage (id, submission, obligation, agency, form, areas, notice, notice_en, route,
                                     form_recorded_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                returning key, id, submission, agency, form, state, notice, notice_en, row_count, recorded_at,
                          null::bigint as sequence
                """,
                VintageStore::vintage,
                UuidV7.next(),
                wanted.submission(),
                wanted.obligation(),
                wanted.agency(),
                wanted.form(),
                wanted.areas(),
                wanted.notice(),
                wanted.noticeEn(),
                wanted.route(),
                wanted.formRecordedAt())
            .orElseThrow();
    return vintage.withRows(insertObservations(vintage.key(), wanted));
  }

  /**
   * Two pushes may need the same new series. Sorted, they wait for one another and never in a
   * circle; in short transactions of their own, they do not wait for the whole push.
   */
  private void addMissingSeries() {
    String missing =
        """
        select distinct c.measure, c.area, c.breakdowns, c.value_type, c.variant, c.accumulation
        from staged_series c
        where not exists (
          select from series s
          where s.measure = c.measure and s.area = c.area and s.breakdowns = c.breakdowns
            and s.value_type = c.value_type and s.variant = c.variant and s.accumulation = c.accumulation)
        order by measure, area, breakdowns, value_type, variant, accumulation
        """;
    try (Connection connection = source.getConnection();
        PreparedStatement statement = connection.prepareStatement(missing)) {
      statement.setFetchSize(SERIES_BATCH);
      try (ResultSet rows = statement.executeQuery()) {
        SeriesBatch batch = new SeriesBatch();
        while (rows.next()) {
          batch.add(rows);
          if (batch.size() == SERIES_BATCH) {
            commit(batch);
            batch = new SeriesBatch();
          }
        }
        if (batch.size() > 0) {
          commit(batch);
        }
      }
    } catch (SQLException e) {
      throw new SqlFailure(e);
    }
  }

  private void commit(SeriesBatch batch) {
    QuarkusTransaction.requiringNew().run(() -> batch.insert(source));
  }

  /**
   * The store's key of every staged series, and whether it holds a figure already. OFFSET 0 keeps
   * the lookup a lookup: without it the planner may read all figures of the store into a hash.
   */
  private void resolveSeries() {
    sql.update(
        """
        insert into staged_cell
        select c.ordinal, c.indicator, s.key as series, m.decimals,
               exists (select from observation o
                       where o.indicator = c.indicator and o.series = s.key
                       offset 0) as known
        from staged_series c
        join measure m on m.key = c.measure
        join series s
          on s.measure = c.measure and s.area = c.area and s.breakdowns = c.breakdowns
          and s.value_type = c.value_type and s.variant = c.variant and s.accumulation = c.accumulation
        """);
    sql.update("analyze staged_cell");
  }

  /**
   * The tables exist, and are empty: the end of each transaction empties them too, but one may
   * store twice. Asked first: at each CREATE the driver forgets what it has prepared.
   */
  private void prepareTables() {
    if (sql.exists("select where to_regclass('pg_temp.staged_reported') is null")) {
      TABLES.forEach(sql::update);
    } else {
      sql.update("delete from staged_cell");
      sql.update("delete from staged_reported");
    }
  }

  /**
   * The periods of the push, and whether an accepted vintage has figures of them: only there is a
   * cell looked for. What is reported as usual, a new period, costs nothing.
   */
  private void resolvePeriods() {
    sql.update(
        """
        insert into staged_reported
        select p.indicator, p.period, accepted.yes is not null
        from (select distinct indicator, period from staged_period) p
        left join lateral (
          select true as yes
          from vintage_level l join vintage v on v.key = l.vintage
          where l.indicator = p.indicator and l.period = p.period and v.state = 'accepted'
          limit 1
        ) accepted on true
        """);
    sql.update("analyze staged_reported");
  }

  /** Whether figures that are staged series by series are so in the order of the store's keys. */
  private boolean seriesRise() {
    return !sql.exists(
        """
        select from (select series, lag(series) over (order by ordinal) as before from staged_cell) c
        where series < before
        """);
  }

  /**
   * Rows go in by the order of the key: at random, each would touch a page of its own. A million
   * figures that come in that order are not sorted again. OFFSET 0 as above.
   */
  private int insertObservations(int vintage, NewVintage wanted) {
    sql.update("set local work_mem = '%s'".formatted(SORT_MEMORY));
    int rows =
        sql.update(
            """
            insert into observation (indicator, series, period, vintage, value, decimals, level, round,
                                     reason, origin, value_state, justification)
            select c.indicator, c.series, f.period, ?, f.value, c.decimals, f.level, f.round,
                   coalesce(f.reason, ?::reason, case when c.known and p.reported and exists (
                       select from observation o join vintage v on v.key = o.vintage
                       where o.indicator = c.indicator and o.series = c.series
                         and o.period = f.period and v.state = 'accepted'
                         and (v.agency = ? or exists (select from opening where vintage = v.key))
                       offset 0)
                     then 'scheduled'::reason else 'first'::reason end),
                   ?::origin, f.value_state, f.justification
            from staged_figure f
            join staged_cell c on c.ordinal = f.series
            join staged_reported p on p.indicator = c.indicator and p.period = f.period
            """
                + (wanted.inOrder() && seriesRise()
                    ? ""
                    : "order by c.indicator, c.series, f.period"),
            vintage,
            wanted.reason() == null ? null : EnumCodec.of(wanted.reason()),
            wanted.agency(),
            EnumCodec.of(wanted.origin()));
    sql.update("update vintage set row_count = ? where key = ?", rows, vintage);
    sql.update(
        """
        insert into vintage_level (vintage, indicator, period, lowest, highest)
        select ?, indicator, period,
               min(completeness(level, round, 99))
                 filter (where reason <> 'withdrawn' and not (reason in ('correction', 'method') and ?)),
               max(completeness(level, round, 0)) filter (where reason <> 'withdrawn')
        from (
          select indicator, period, level, round, coalesce(reason, ?::reason, 'first') as reason
          from staged_period
        ) p
        group by indicator, period
        """,
        vintage,
        wanted.notice() != null,
        wanted.reason() == null ? null : EnumCodec.of(wanted.reason()));
    sql.update(
        """
        insert into vintage_indicator (vintage, indicator, periods)
        select vintage, indicator, array_agg(period order by period)
        from vintage_level where vintage = ? group by vintage, indicator
        """,
        vintage);
    return rows;
  }

  public Optional<Vintage> find(UUID id) {
    return sql.first(VINTAGE + "where v.id = ?", VintageStore::vintage, id);
  }

  /** Nobody else decides on it or opens it until the transaction ends. */
  Optional<Vintage> lock(UUID id) {
    return sql.exists("select from vintage where id = ? for update", id)
        ? find(id)
        : Optional.empty();
  }

  /** The office takes the figures over: they open with the release that lists them. */
  public Vintage accept(UUID id) {
    return move(id, Set.of(State.HELD), State.ACCEPTED, () -> {});
  }

  /**
   * The office gives the figures back.
   *
   * @throws ProblemException 409 when they are public, or listed in a release: then they have to be
   *     detached first
   */
  public Vintage giveBack(UUID id, Caller caller) {
    return move(
        id, Set.of(State.HELD, State.ACCEPTED), State.RETURNED, () -> requireUnlisted(id, caller));
  }

  /**
   * The sender takes the figures back before anyone has decided.
   *
   * @throws ProblemException 409 when the office has decided, or the vintage is listed in a release
   */
  public Vintage withdraw(UUID id, Caller caller) {
    return move(id, Set.of(State.HELD), State.WITHDRAWN, () -> requireUnlisted(id, caller));
  }

  /** Ids of the areas of which a vintage has figures; empty when that is not known. */
  public Optional<Set<String>> areas(@Nullable UUID id) {
    return sql.first(
        "select areas from vintage where id = ? and areas is not null",
        row -> Set.of((String[]) row.getArray(1).getArray()),
        id);
  }

  /** Whether one grant allows the act on all that the vintage has figures of. */
  boolean may(Caller caller, Act act, Vintage vintage) {
    Scope scope = Scope.agency(vintage.agency()).form(vintage.form());
    return caller.may(act, scope)
        || areas(vintage.id()).filter(areas -> caller.may(act, scope.areas(areas))).isPresent();
  }

  /** Whether a release that is not out lists a vintage, or is about to. */
  boolean isListed(UUID id) {
    return !releasesListing(id).isEmpty();
  }

  /**
   * Which releases list a vintage, as far as they are told to a caller. Whose a release is only the
   * calendar knows: they are named to those who see the releases of all agencies.
   */
  List<String> releasesListing(UUID id, Caller caller) {
    return caller.may(Act.READ_UNRELEASED, Scope.everywhere()) ? releasesListing(id) : List.of();
  }

  /**
   * The releases that list a vintage and are not out, as far as calendar-service has told, and
   * those that are about to list it: their {@link #hold}. One that is out holds nothing any more:
   * it opened the vintage, or refused it and so left it free. That follows from the publications,
   * not from a mark on the attachment: a message that a release lists a vintage may arrive after
   * that release is out.
   */
  private List<String> releasesListing(UUID id) {
    return sql.list(
        """
        select l.release
        from (
          select release from attachment where content = ? and attached
          union
          select h.release from vintage_hold h
          where h.content = ? and h.held_until > now()
            and not exists (
              select from attachment a
              where a.content = h.content and a.release = h.release and a.version >= h.version)
        ) l
        where not exists (select from publication_applied p where p.release_id = l.release)
        order by l.release
        """,
        row -> row.getString(1),
        id.toString(),
        id.toString());
  }

  /**
   * Keeps a vintage as it is for a release that is about to list it, from now on, whoever held it
   * before. The caller has locked the vintage.
   *
   * @param attachment its number at the calendar, whose events have twice it and more as version;
   *     they end the hold
   */
  void hold(UUID id, String release, long attachment) {
    sql.update(
        """
        insert into vintage_hold as h (content, release, version, held_until)
        values (?, ?, ?, now() + ? * interval '1 second')
        on conflict (content, release) do update
          set held_until = excluded.held_until,
            version = case when h.held_until > now() then greatest(h.version, excluded.version) else excluded.version end
        """,
        id.toString(),
        release,
        2 * attachment,
        LONGEST_HOLD.toSeconds());
  }

  private Vintage move(UUID id, Set<State> from, State to, Runnable requirement) {
    Vintage vintage =
        lock(id).orElseThrow(() -> new IllegalArgumentException("There is no vintage " + id));
    if (vintage.state() == to) {
      return vintage;
    }
    if (vintage.isOpen()) {
      throw refused(
          "Số liệu này đã được công bố; muốn thay đổi thì gửi lần số liệu mới.",
          "These figures are public; a change takes a new vintage.");
    }
    if (!from.contains(vintage.state())) {
      throw refused(
          "Lần số liệu đang ở trạng thái \"%s\".".formatted(vintage.state().label().vi()),
          "The vintage is %s.".formatted(vintage.state().label().en()));
    }
    requirement.run();
    sql.update(
        "update vintage set state = ?::vintage_state, changed_at = now() where key = ?",
        EnumCodec.of(to),
        vintage.key());
    return find(id).orElseThrow();
  }

  private void requireUnlisted(UUID id, Caller caller) {
    if (isListed(id)) {
      String named = String.join(", ", releasesListing(id, caller));
      throw named.isEmpty()
          ? refused(
              "Lần số liệu nằm trong một đợt phổ biến; phải gỡ ra trước.",
              "The vintage is listed in a release; it has to be detached first.")
          : refused(
              "Lần số liệu nằm trong đợt phổ biến %s; hãy gỡ ra trước.".formatted(named),
              "The vintage is listed in the release %s; detach it first.".formatted(named));
    }
  }

  /**
   * Whether a vintage has a figure of a cell.
   *
   * @param breakdowns code by dimension, as JSON
   */
  public boolean holds(
      UUID vintage,
      String measure,
      String area,
      String breakdowns,
      String valueType,
      String variant,
      Reference canonical) {
    return sql.exists(
        """
        select
        from series s
        join measure m on m.key = s.measure
        join area a on a.key = s.area
        join observation o on o.indicator = m.indicator and o.series = s.key
        join vintage v on v.key = o.vintage
        where m.id = ? and a.id = ? and s.breakdowns = ?::jsonb and s.value_type::text = ?
          and s.variant = ? and s.accumulation = ?::accumulation and o.period = ? and v.id = ?
        """,
        measure,
        area,
        breakdowns,
        valueType,
        variant,
        canonical.accumulation().id(),
        canonical.period().code(),
        vintage);
  }

  /** Of which indicators it has figures, and for which periods. */
  List<VintageDocument.Part> parts(Vintage vintage) {
    return sql.list(
        """
        select i.id, v.periods
        from vintage_indicator v join indicator i on i.key = v.indicator
        where v.vintage = ? order by i.id
        """,
        row -> {
          Integer[] codes = (Integer[]) row.getArray(2).getArray();
          List<String> periods =
              Arrays.stream(codes).map(code -> Period.fromCode(code).format()).toList();
          return new VintageDocument.Part(row.getString(1), periods);
        },
        vintage.key());
  }

  private static ProblemException refused(String vi, String en) {
    return new ProblemException(CONFLICT_OF_STATE, LocalizedText.of(vi, en));
  }

  private static Vintage vintage(ResultSet row) throws SQLException {
    return new Vintage(
        row.getInt("key"),
        row.getObject("id", UUID.class),
        row.getObject("submission", UUID.class),
        row.getString("agency"),
        row.getString("form"),
        EnumCodec.parse(State.class, row.getString("state")).orElseThrow(),
        row.getString("notice"),
        row.getString("notice_en"),
        row.getLong("row_count"),
        row.getObject("recorded_at", OffsetDateTime.class),
        row.getObject("sequence", Long.class));
  }
}
