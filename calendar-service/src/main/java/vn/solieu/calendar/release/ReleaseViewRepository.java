package vn.solieu.calendar.release;

import static java.util.Objects.requireNonNull;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.solieu.calendar.publication.PublicationLog;
import vn.solieu.calendar.release.ReleaseReader.Change;
import vn.solieu.calendar.release.ReleaseReader.Entry;
import vn.solieu.calendar.release.ReleaseReader.Listed;
import vn.solieu.calendar.release.ReleaseReader.Place;
import vn.solieu.platform.http.Limit;
import vn.solieu.platform.problem.LocalizedText;
import vn.solieu.platform.sql.Rows;
import vn.solieu.platform.sql.Sql;
import vn.solieu.platform.time.Instants;

/**
 * The statements that read the calendar, on a connection in the role of who reads: of what the
 * public was told, or as it stands.
 */
@ApplicationScoped
class ReleaseViewRepository {

  private final Sql sql;
  private final PublicationLog log;

  ReleaseViewRepository(Sql sql, PublicationLog log) {
    this.sql = sql;
    this.log = log;
  }

  Listed publicReleases(
      Connection connection, ReleaseQuery query, @Nullable Place after, int limit) {
    Sql shown = Sql.on(connection);
    if (after != null) {
      Rows<Entry> page = publicEntries(shown, query, after.at(number(shown, after)), limit);
      return new Listed(after.begun(), page.items(), page.more());
    }
    Place begin = beginning(shown, "public_release");
    Rows<Entry> page = publicEntries(shown, query, begin, limit);
    // Of a list that fits on its first page nobody asks for more.
    return new Listed(page.more() ? told(shown, begin) : begin.begun(), page.items(), page.more());
  }

  /** Before all that stand in a list of the public that is begun now. */
  Place publicBeginning(Connection connection) {
    return beginning(Sql.on(connection), "public_release");
  }

  /**
   * The releases that follow a place with their versions; of more than so many, one more.
   *
   * @return {@code id@version} of each
   */
  List<String> publicVersions(Connection connection, ReleaseQuery query, Place after, int most) {
    List<@Nullable Object> values = new ArrayList<>(values(after));
    values.addAll(values(query));
    values.add(most + 1);
    return Sql.on(connection)
        .list(
            "select id || '@' || version from "
                + listed("public_release", "public_release_change", query)
                + " order by place, id limit ?",
            row -> row.getString(1),
            values.toArray());
  }

  /**
   * A page of what follows a place. What a release made public is not read: it may be very much.
   */
  Rows<CalendarEntry> publicEntries(Connection connection, ReleaseQuery query, Place after) {
    List<@Nullable Object> values = new ArrayList<>(values(after));
    values.addAll(values(query));
    return Sql.on(connection)
        .page(
            Limit.MOST,
            "select id, version, title_vi, title_en, agency, publisher, state, precision, place, periods,"
                + " notice_vi, notice_en, changed_at from "
                + listed("public_release", "public_release_change", query)
                + " order by place, id",
            row ->
                new CalendarEntry(
                    row.getString("id"),
                    row.getLong("version"),
                    row.getString("title_vi"),
                    row.getString("title_en"),
                    row.getString("agency"),
                    row.getString("publisher"),
                    ReleaseState.valueOf(row.getString("state")),
                    Precision.valueOf(row.getString("precision")),
                    instant(row, "place"),
                    texts(row.getArray("periods")),
                    notice(row),
                    instant(row, "changed_at")),
            values.toArray());
  }

  /**
   * As they stand where the caller is granted their agency, and as the public sees them elsewhere.
   */
  Listed grantedReleases(
      Connection connection,
      Granted granted,
      ReleaseQuery query,
      @Nullable Place after,
      int limit) {
    Sql all = Sql.on(connection);
    Place begin = after != null ? after : beginning(all, "release");
    Rows<Spot> page = spots(all, granted, query, begin, limit);
    Map<String, ReleaseView> releases = new HashMap<>();
    for (boolean own : List.of(true, false)) {
      List<String> ids = page.items().stream().filter(one -> one.own == own).map(Spot::id).toList();
      all.page(
              limit,
              "select * from "
                  + (own ? "office_release" : "public_release")
                  + " where id = any(?) order by array_position(?, id)",
              this::release,
              ids,
              ids)
          .items()
          .forEach(release -> releases.put(release.id(), release));
    }
    // A page that is full ends at the first that did not come.
    List<Entry> entries =
        page.items().stream()
            .takeWhile(one -> releases.containsKey(one.id))
            .map(one -> new Entry(one.place, requireNonNull(releases.get(one.id))))
            .toList();
    return new Listed(begin.begun(), entries, page.more() || entries.size() < page.items().size());
  }

  private record Spot(String id, OffsetDateTime place, boolean own) {}

  private static Rows<Spot> spots(
      Sql all, Granted granted, ReleaseQuery query, Place begin, int limit) {
    List<@Nullable Object> values = new ArrayList<>();
    for (int view = 0; view < 2; view++) {
      values.addAll(values(begin));
      values.addAll(values(query));
      values.addAll(ReleaseRepository.values(granted));
    }
    return all.page(
        limit,
        "select id, place, true from "
            + listed("office_release", "release_change", query)
            + " and "
            + ReleaseRepository.GRANTED
            + " union all select id, place, false from "
            + listed("public_release", "public_release_change", query)
            + " and not "
            + ReleaseRepository.GRANTED
            + " order by place, id",
        row -> new Spot(row.getString(1), instant(row, "place"), row.getBoolean(3)),
        values.toArray());
  }

  /** As the public was told of it. */
  Optional<ReleaseView> publicRelease(Connection connection, String id) {
    return find(Sql.on(connection), "public_release", id);
  }

  /** As it stands. */
  Optional<ReleaseView> release(Connection connection, String id) {
    return find(Sql.on(connection), "office_release", id);
  }

  /** What the public was told of a release; empty when it was told of none. */
  Optional<Rows<Change>> publicHistory(Connection connection, String id, int after, int limit) {
    Sql shown = Sql.on(connection);
    return shown.exists("select from public_release where id = ?", id)
        ? Optional.of(history(shown, "null", "public_release_change", id, after, limit))
        : Optional.empty();
  }

  /** All of it, with who did it. */
  Rows<Change> history(Connection connection, String id, int after, int limit) {
    return history(Sql.on(connection), "actor", "release_change", id, after, limit);
  }

  private Rows<Entry> publicEntries(Sql shown, ReleaseQuery query, Place begin, int limit) {
    List<@Nullable Object> values = new ArrayList<>(values(begin));
    values.addAll(values(query));
    return shown.page(
        limit,
        "select * from "
            + listed("public_release", "public_release_change", query)
            + " order by place, id",
        row -> new Entry(instant(row, "place"), release(row)),
        values.toArray());
  }

  /**
   * How many acts the public had been told of under the number of a place. The numbers themselves
   * count drafts too, of which the public learns nothing.
   */
  private static long told(Sql shown, Place place) {
    return shown
        .first(
            "select count(distinct place_number) from public_release_change"
                + " where place_number between 1 and ?",
            row -> row.getLong(1),
            place.begun())
        .orElseThrow();
  }

  /** The number that {@link #told} counted up to; no act becomes visible below another. */
  private static long number(Sql shown, Place place) {
    return shown
        .first(
            "select coalesce(max(place_number), 0) from (select distinct place_number"
                + " from public_release_change where place_number > 0"
                + " order by place_number limit ?) told",
            row -> row.getLong(1),
            place.begun())
        .orElseThrow();
  }

  /** Before all that stand in a list that is begun now. */
  private static Place beginning(Sql from, String view) {
    return new Place(
        from.first("select coalesce(max(place_number), 0) from " + view, row -> row.getLong(1))
            .orElseThrow(),
        OffsetDateTime.MIN,
        "");
  }

  /**
   * What follows a place, with {@code place}, where it stood when the list was begun: of a release
   * that got another one since, its history tells; one that had none was not in the list. Takes the
   * values of the place and those of the query.
   */
  private static String listed(String view, String changes, ReleaseQuery query) {
    return """
    (
      select r.*, r.instant as place from %1$s r where r.place_number <= ?
      union all
      select r.*, c.to_instant as place
      from %1$s r cross join lateral (
        select to_instant from %2$s where release = r.id and place_number <= ?
        order by place_number desc, position desc limit 1) c
      where r.place_number > ?
    ) listed
    where (place, id) > (?, ?)%3$s
    """
        .formatted(view, changes, conditions(query));
  }

  /** As the transaction that wrote it left it. */
  Optional<ReleaseView> written(String id) {
    return find(sql, "office_release", id);
  }

  private Optional<ReleaseView> find(Sql from, String view, String id) {
    return from.first("select * from " + view + " where id = ?", this::release, id);
  }

  /** A change is added behind all others and never altered: the number of each stays. */
  private static Rows<Change> history(
      Sql from, String actor, String table, String id, int after, int limit) {
    return from.page(
        limit,
        "select version, at, "
            + actor
            + " as actor, action, from_state, to_state, from_instant, to_instant, reason, reason_en"
            + " from "
            + table
            + " where release = ? order by position offset ?",
        row ->
            new Change(
                row.getLong("version"),
                instant(row, "at"),
                row.getString("actor"),
                ReleaseAction.valueOf(row.getString("action")),
                row.getString("from_state") == null
                    ? null
                    : ReleaseState.valueOf(row.getString("from_state")),
                ReleaseState.valueOf(row.getString("to_state")),
                instantOrNull(row, "from_instant"),
                instant(row, "to_instant"),
                row.getString("reason"),
                row.getString("reason_en")),
        id,
        after);
  }

  private static List<Object> values(Place place) {
    return List.of(place.begun(), place.begun(), place.begun(), place.instant(), place.id());
  }

  /** The conditions of a query, each with a leading {@code and}. */
  private static String conditions(ReleaseQuery query) {
    return (query.state() == null ? "" : " and state = ?")
        + (query.from() == null ? "" : " and place >= ?")
        + (query.to() == null ? "" : " and place < ?")
        + (query.agency() == null ? "" : " and agency = ?")
        + (query.product() == null ? "" : " and product = ?")
        + (query.text() == null ? "" : " and name_fits(search, ?)");
  }

  /** The values of {@link #conditions}. */
  private static List<Object> values(ReleaseQuery query) {
    List<Object> values = new ArrayList<>();
    if (query.state() != null) {
      values.add(query.state().name());
    }
    if (query.from() != null) {
      values.add(Instants.startOf(query.from()));
    }
    if (query.to() != null) {
      values.add(Instants.startOf(query.to().plusDays(1)));
    }
    Stream.of(query.agency(), query.product(), query.text())
        .filter(Objects::nonNull)
        .forEach(values::add);
    return values;
  }

  private ReleaseView release(ResultSet row) throws SQLException {
    String contents = row.getString("contents");
    String source = row.getString("external_source");
    long sequence = row.getLong("sequence");
    boolean published = !row.wasNull();
    return new ReleaseView(
        row.getString("id"),
        row.getLong("version"),
        row.getString("title_vi"),
        row.getString("title_en"),
        row.getString("agency"),
        row.getString("publisher"),
        Trigger.valueOf(row.getString("trigger")),
        Origin.valueOf(row.getString("origin")),
        ReleaseState.valueOf(row.getString("state")),
        instantOrNull(row, "scheduled_at"),
        Precision.valueOf(row.getString("precision")),
        texts(row.getArray("periods")),
        row.getString("product"),
        notice(row),
        row.getBoolean("overdue"),
        row.getBoolean("sealed"),
        source == null ? null : new ReleaseView.External(source, instant(row, "external_seen_at")),
        published ? sequence : null,
        instantOrNull(row, "published_at"),
        instantOrNull(row, "recorded_at"),
        row.getBoolean("late"),
        row.getString("evidence"),
        row.getBoolean("reconstructed"),
        contents == null ? null : log.contents(contents),
        log.contents(row.getString("refused")),
        instant(row, "changed_at"));
  }

  private static @Nullable LocalizedText notice(ResultSet row) throws SQLException {
    String vi = row.getString("notice_vi");
    return vi == null ? null : LocalizedText.of(vi, row.getString("notice_en"));
  }

  private static List<String> texts(Array array) throws SQLException {
    return List.of((String[]) array.getArray());
  }

  private static OffsetDateTime instant(ResultSet row, String column) throws SQLException {
    return Instants.local(row.getObject(column, OffsetDateTime.class));
  }

  private static @Nullable OffsetDateTime instantOrNull(ResultSet row, String column)
      throws SQLException {
    return row.getObject(column) == null ? null : instant(row, column);
  }
}
