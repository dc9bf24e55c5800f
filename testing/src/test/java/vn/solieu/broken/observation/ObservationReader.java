package vn.solieu.broken.observation;

import java.util.List;
import vn.solieu.platform.sql.Sql;

class ObservationReader {
  private final Sql sql = new Sql();

  void read() {
    List.of("observation").forEach(table -> sql.update(table));
  }
}
