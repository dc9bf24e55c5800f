package vn.solieu.indicator.observation;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import vn.solieu.indicator.observation.Figure.Opened;
import vn.solieu.platform.time.Zone;

/** What the public knows of publications, read on a connection that the release gate lends. */
@ApplicationScoped
class Publications {

  // A publication never changes once it is applied, and a province has some hundred a year.
  private final Map<Long, Opened> known = new ConcurrentHashMap<>();

  /** The last publication that touched one of the indicators; 0 for none. */
  long lastOpening(Connection connection, List<Integer> indicators) throws SQLException {
    try (PreparedStatement statement =
            new FigureQuery()
                .add("select coalesce(max(sequence), 0) from published_indicator_sequence")
                .add("where indicator = any(?)", indicators)
                .prepare(connection);
        ResultSet row = statement.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  /** Rises with every change of a definition or an area. */
  long definitionRevision(Connection connection) throws SQLException {
    try (PreparedStatement statement =
            connection.prepareStatement("select revision from public_definition_revision");
        ResultSet row = statement.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  /** Which openings counted when a release was published; empty if it is not, or not known. */
  Optional<Pin> pin(Connection connection, String release) throws SQLException {
    try (PreparedStatement statement =
            new FigureQuery()
                .add("select sequence, published_at from published_publication")
                .add("where release_id = ?", release)
                .prepare(connection);
        ResultSet row = statement.executeQuery()) {
      return row.next()
          ? Optional.of(new Pin(row.getLong(1), row.getObject(2, OffsetDateTime.class)))
          : Optional.empty();
    }
  }

  /** The publications of these sequences. */
  Map<Long, Opened> opened(Connection connection, Collection<Long> sequences) throws SQLException {
    TreeSet<Long> missing = new TreeSet<>(sequences);
    missing.removeAll(known.keySet());
    if (!missing.isEmpty()) {
      try (PreparedStatement statement =
              new FigureQuery()
                  .add("select sequence, release_id, published_at, reconstructed, notice")
                  .add("from published_publication where sequence = any(?)", List.copyOf(missing))
                  .prepare(connection);
          ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          known.put(
              row.getLong(1),
              new Opened(
                  row.getString(2),
                  inVietNam(row.getObject(3, OffsetDateTime.class)),
                  row.getBoolean(4),
                  row.getString(5)));
        }
      }
    }
    return known;
  }

  /** The notices that vintages carry themselves, by key of the vintage. */
  Map<Integer, String> notices(Connection connection, List<Integer> vintages) throws SQLException {
    Map<Integer, String> notices = new HashMap<>();
    if (vintages.isEmpty()) {
      return notices;
    }
    try (PreparedStatement statement =
            new FigureQuery()
                .add("select key, notice from published_vintage")
                .add("where key = any(?) and notice is not null", vintages)
                .prepare(connection);
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        notices.put(row.getInt(1), row.getString(2));
      }
    }
    return notices;
  }

  static String inVietNam(OffsetDateTime instant) {
    return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
        instant.atZoneSameInstant(Zone.HO_CHI_MINH));
  }
}
