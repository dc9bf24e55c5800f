package vn.solieu.indicator.observation;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import vn.solieu.indicator.observation.Observation.Notice;
import vn.solieu.indicator.observation.Observation.Opened;
import vn.solieu.platform.time.Instants;

/** What the public knows of publications, read on a connection that the release gate lends. */
@ApplicationScoped
class Publications {

  // A publication never changes once it is applied, and a province has some hundred a year.
  private final Map<Long, Opened> known = new ConcurrentHashMap<>();

  // Keys of indicators. It never ends for one, so it is worth remembering.
  private final Set<Integer> outOfOrder = ConcurrentHashMap.newKeySet();

  /**
   * What a snapshot is of.
   *
   * @param lastApplied the last publication that this copy knows
   * @param revision rises with every change of a definition or an area
   * @param lastOpening the last publication that touched one of the indicators; 0 for none
   */
  record Snapshot(long lastApplied, long revision, long lastOpening) {}

  /** One row, for {@link #read}. */
  static ObservationStoreQuery snapshotOf(Selection selection) {
    return new ObservationStoreQuery()
        .add("select p.last_applied, d.revision, i.sequence, i.out_of_order")
        .add("from published_position p, public_definition_revision d, (")
        .add("  select coalesce(max(sequence), 0) as sequence,")
        .add("    array_agg(indicator) filter (where not in_order) as out_of_order")
        .add("  from published_indicator_sequence")
        .add("  where indicator = any(?)) i", selection.indicatorKeys());
  }

  Snapshot read(ResultSet row) throws SQLException {
    row.next();
    Array keys = row.getArray(4);
    if (keys != null) {
      outOfOrder.addAll(List.of((Integer[]) keys.getArray()));
    }
    return new Snapshot(row.getLong(1), row.getLong(2), row.getLong(3));
  }

  /**
   * Whether the vintages of the indicators were opened in the order of their keys, as far as the
   * snapshots that were read tell: then the greatest key holds, else the greatest (publishedAt,
   * sequence).
   */
  boolean areInOrder(Selection selection) {
    return Collections.disjoint(selection.indicatorKeys(), outOfOrder);
  }

  Snapshot snapshot(Connection connection, Selection selection) throws SQLException {
    try (PreparedStatement statement = snapshotOf(selection).prepare(connection);
        ResultSet row = statement.executeQuery()) {
      return read(row);
    }
  }

  /** Which openings counted when a release was published; empty if it is not, or not known. */
  Optional<ReadPoint> pin(Connection connection, String release) throws SQLException {
    try (PreparedStatement statement =
            new ObservationStoreQuery()
                .add("select sequence, published_at from published_publication")
                .add("where release_id = ?", release)
                .prepare(connection);
        ResultSet row = statement.executeQuery()) {
      return row.next()
          ? Optional.of(new ReadPoint(row.getLong(1), row.getObject(2, OffsetDateTime.class)))
          : Optional.empty();
    }
  }

  /** The last publication that was published until an instant; 0 for none. */
  long lastUntil(Connection connection, OffsetDateTime instant) throws SQLException {
    try (PreparedStatement statement =
            new ObservationStoreQuery()
                .add("select coalesce(max(sequence), 0) from published_publication")
                .add("where published_at <= ?", instant)
                .prepare(connection);
        ResultSet row = statement.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  /** The publications of these sequences. */
  Map<Long, Opened> opened(Connection connection, Collection<Long> sequences) throws SQLException {
    TreeSet<Long> missing = new TreeSet<>(sequences);
    missing.removeAll(known.keySet());
    if (!missing.isEmpty()) {
      try (PreparedStatement statement =
              new ObservationStoreQuery()
                  .add(
                      "select sequence, release_id, published_at, reconstructed, notice, notice_en")
                  .add("from published_publication where sequence = any(?)", List.copyOf(missing))
                  .prepare(connection);
          ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          known.put(
              row.getLong(1),
              new Opened(
                  row.getString(2),
                  Instants.format(row.getObject(3, OffsetDateTime.class)),
                  row.getBoolean(4),
                  new Notice(row.getString(5), row.getString(6))));
        }
      }
    }
    return known;
  }

  /** The notices that vintages carry themselves, by key of the vintage. */
  Map<Integer, Notice> notices(Connection connection, List<Integer> vintages) throws SQLException {
    Map<Integer, Notice> notices = new HashMap<>();
    if (vintages.isEmpty()) {
      return notices;
    }
    try (PreparedStatement statement =
            new ObservationStoreQuery()
                .add("select key, notice, notice_en from published_vintage")
                .add("where key = any(?) and notice is not null", vintages)
                .prepare(connection);
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        notices.put(row.getInt(1), new Notice(row.getString(2), row.getString(3)));
      }
    }
    return notices;
  }
}
