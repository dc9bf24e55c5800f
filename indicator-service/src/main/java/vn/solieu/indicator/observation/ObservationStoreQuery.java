package vn.solieu.indicator.observation;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A statement and its parameters, put together piece by piece. A list is bound as an array. */
final class ObservationStoreQuery {

  private final StringBuilder sql = new StringBuilder();
  private final List<Object> parameters = new ArrayList<>();

  ObservationStoreQuery add(String text, Object... values) {
    sql.append(text).append('\n');
    parameters.addAll(List.of(values));
    return this;
  }

  ObservationStoreQuery add(ObservationStoreQuery other) {
    sql.append(other.sql);
    parameters.addAll(other.parameters);
    return this;
  }

  ObservationStoreQuery addIf(boolean wanted, String text, Object... values) {
    return wanted ? add(text, values) : this;
  }

  /** Both, sent together; the other one's rows are those of the next result. */
  ObservationStoreQuery then(ObservationStoreQuery other) {
    sql.append(';');
    return add(other);
  }

  PreparedStatement prepare(Connection connection) throws SQLException {
    return bind(connection, sql.toString());
  }

  /** The plan instead of the rows. */
  PreparedStatement explain(Connection connection) throws SQLException {
    return bind(connection, "explain " + sql);
  }

  private PreparedStatement bind(Connection connection, String text) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(text);
    for (int i = 0; i < parameters.size(); i++) {
      switch (parameters.get(i)) {
        case List<?> values ->
            statement.setArray(i + 1, connection.createArrayOf(typeOf(values), values.toArray()));
        case Object value -> statement.setObject(i + 1, value);
      }
    }
    return statement;
  }

  private static String typeOf(List<?> values) {
    return switch (values.isEmpty() ? 0 : values.getFirst()) {
      case Integer ignored -> "int4";
      case Long ignored -> "int8";
      default -> "text";
    };
  }

  @Override
  public String toString() {
    return sql.toString();
  }
}
