package vn.solieu.kept.observation;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import java.sql.SQLException;

class ObservationResource {
  private final ObservationService observations = new ObservationService();

  @GET
  @PermitAll
  public void read() throws SQLException {
    observations.read();
  }

  @GET
  @RolesAllowed("statistician")
  public void held() {
    observations.held();
  }
}
