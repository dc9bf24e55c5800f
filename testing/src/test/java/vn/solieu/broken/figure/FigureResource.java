package vn.solieu.broken.figure;

import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.core.Response;
import java.net.URI;
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

  Response made() {
    return Response.created(URI.create("/v1/figures/1")).build();
  }
}
