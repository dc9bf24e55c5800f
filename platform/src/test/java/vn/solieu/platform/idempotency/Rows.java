package vn.solieu.platform.idempotency;

import jakarta.inject.Singleton;
import java.sql.SQLException;
import javax.sql.DataSource;
import vn.solieu.platform.identity.UuidV7;
import vn.solieu.platform.sql.SqlFailure;

/** The effect of {@link OnceResource}. */
@Singleton
class Rows {

  private final DataSource database;

  Rows(DataSource database) {
    this.database = database;
  }

  String add() {
    String id = UuidV7.next().toString();
    run("INSERT INTO provoked (id) VALUES ('" + id + "')");
    return id;
  }

  void run(String sql) {
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new SqlFailure(e);
    }
  }

  long count(String from) {
    try (var connection = database.getConnection();
        var statement = connection.createStatement();
        var row = statement.executeQuery("SELECT count(*) FROM " + from)) {
      row.next();
      return row.getLong(1);
    } catch (SQLException e) {
      throw new SqlFailure(e);
    }
  }
}
