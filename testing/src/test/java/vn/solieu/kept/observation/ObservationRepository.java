package vn.solieu.kept.observation;

import java.sql.Connection;
import vn.solieu.platform.sql.Sql;

class ObservationRepository {
  private final Sql sql = new Sql();

  void published(Connection connection) {
    Sql.on(connection).update("published_observation");
  }

  void held() {
    sql.update("observation");
  }
}
