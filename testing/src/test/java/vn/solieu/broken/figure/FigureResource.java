package vn.solieu.broken.figure;

import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import java.time.Instant;
import java.util.function.Supplier;

class FigureResource {
  FigureRepository figures;
  Supplier<Instant> clock = Instant::now;

  @GET
  @Transactional
  public String read() {
    return Long.toString(System.currentTimeMillis());
  }
}
