package vn.solieu.platform.idempotency;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** A write whose effect is a row, and which can be held open or made to fail after it. */
@Path("/v1/once")
@PermitAll
@RunOnVirtualThread
public class OnceResource {

  private final Idempotency idempotency;
  private final Rows rows;
  private final Hold hold;

  OnceResource(Idempotency idempotency, Rows rows, Hold hold) {
    this.idempotency = idempotency;
    this.rows = rows;
    this.hold = hold;
  }

  @POST
  @Consumes("text/plain")
  @Produces("application/json")
  @Operation(description = "`Idempotency-Key` is required.")
  @Transactional
  public Response write(
      @QueryParam("agency") String agency,
      @HeaderParam(IdempotencyKey.HEADER) @Nullable String key,
      String body) {
    Once<Made> once =
        idempotency.once(
            new IdempotencyRequest(agency, "once", IdempotencyKey.parse(key), body),
            Made.class,
            former -> new Made(former.status() + " " + former.location() + " " + former.body()),
            () -> {
              String id = rows.add();
              switch (body) {
                case "wait" -> hold.await();
                case "fail" -> throw new IllegalStateException("after the effect");
                default -> {}
              }
              return new Made(id);
            });
    ResponseBuilder answer =
        Response.status(201)
            .header("Location", "/v1/once/" + once.result().id())
            .entity(once.result());
    if (once.replayed()) {
      answer.header("Idempotency-Replayed", "true");
    }
    return answer.build();
  }

  /** What the write came to. */
  public record Made(String id) {}
}
