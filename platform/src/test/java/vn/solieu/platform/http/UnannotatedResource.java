package vn.solieu.platform.http;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** Says nothing of who may call it. */
@Path("/v1/unannotated")
public class UnannotatedResource {

  @GET
  public String open() {
    return "a door left open";
  }
}
