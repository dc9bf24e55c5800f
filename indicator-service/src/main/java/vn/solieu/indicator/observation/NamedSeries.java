package vn.solieu.indicator.observation;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Public series with the names that they have under one revision of the definitions. What a series
 * is never changes, and once it is public it stays so.
 */
final class NamedSeries {

  /** Some ten megabytes. */
  private static final int MOST = 20_000;

  private record Key(int series, LocalDate boundary) {}

  private final long revision;
  private final Cache<Key, Series> known = Caffeine.newBuilder().maximumSize(MOST).build();

  NamedSeries(long revision) {
    this.revision = revision;
  }

  long revision() {
    return revision;
  }

  /**
   * The series by key.
   *
   * @param keys of public series
   * @param boundary the day on which areas are named
   * @return empty if names are of another revision meanwhile
   */
  Optional<Map<Integer, Series>> find(
      Connection connection, Collection<Integer> keys, LocalDate boundary) throws SQLException {
    Map<Integer, Series> found = new HashMap<>();
    List<Integer> missing = new ArrayList<>();
    for (int key : keys) {
      Series series = known.getIfPresent(new Key(key, boundary));
      if (series == null) {
        missing.add(key);
      } else {
        found.put(key, series);
      }
    }
    return missing.isEmpty() || load(connection, missing, boundary, found)
        ? Optional.of(found)
        : Optional.empty();
  }

  private boolean load(
      Connection connection, List<Integer> keys, LocalDate boundary, Map<Integer, Series> found)
      throws SQLException {
    try (PreparedStatement statement = SeriesSelect.named(keys, boundary).prepare(connection);
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        if (row.getLong("revision") != revision) {
          return false;
        }
        Series series = Series.read(row);
        known.put(new Key(row.getInt("key"), boundary), series);
        found.put(row.getInt("key"), series);
      }
    }
    return true;
  }
}
