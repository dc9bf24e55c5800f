package vn.solieu.embedded;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Creates databases in an environment that is running. */
public final class Databases {

  public static void createIfMissing(EnvironmentDescriptor environment, String name)
      throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(
                environment.jdbcUrl("postgres"),
                environment.jdbcUsername(),
                environment.jdbcPassword());
        Statement statement = connection.createStatement()) {
      if (!exists(connection, name)) {
        statement.execute("CREATE DATABASE " + statement.enquoteIdentifier(name, true));
      }
    }
  }

  private static boolean exists(Connection connection, String name) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement("SELECT 1 FROM pg_database WHERE datname = ?")) {
      query.setString(1, name);
      try (ResultSet found = query.executeQuery()) {
        return found.next();
      }
    }
  }

  private Databases() {}
}
