package vn.solieu.kept.observation;

import java.sql.DriverManager;
import java.sql.SQLException;

class ObservationService {
  private final ObservationRepository observations = new ObservationRepository();

  void read() throws SQLException {
    observations.published(DriverManager.getConnection("jdbc:"));
  }

  void held() {
    observations.held();
  }
}
