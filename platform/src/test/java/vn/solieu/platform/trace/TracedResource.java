package vn.solieu.platform.trace;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.Map;
import vn.solieu.platform.events.DomainEvent;
import vn.solieu.platform.events.Outbox;
import vn.solieu.platform.events.Visibility;

/** A write as the services have them: the event is appended in the request's transaction. */
@Path("/v1/traced")
@RunOnVirtualThread
@PermitAll
public class TracedResource {

  static final String TOPIC = "solieu.test.deed.v1";

  private final WriteService writes;

  TracedResource(WriteService writes) {
    this.writes = writes;
  }

  @POST
  @Path("{id}")
  public void write(@PathParam("id") String id) {
    writes.write(id);
  }

  @ApplicationScoped
  static class WriteService {
    private final Outbox outbox;

    WriteService(Outbox outbox) {
      this.outbox = outbox;
    }

    @Transactional
    void write(String id) {
      outbox.append(
          new DomainEvent(
              "vn.solieu.test.deed.done.v1",
              TOPIC,
              id,
              1,
              Visibility.INTERNAL,
              Map.of("what", "traced")));
    }
  }
}
