package vn.solieu.broken.observation;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;

class ObservationResource {
  private final ObservationReader reader = new ObservationReader();

  @GET
  @PermitAll
  public void read() {
    reader.read();
  }
}
