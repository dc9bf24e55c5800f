package vn.solieu.platform.idempotency;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
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
  @Operation(description = "`Idempotency-Key` is required.")
  @Transactional
  public Response write(
      @QueryParam("agency") String agency,
      @HeaderParam(IdempotencyKey.HEADER) @Nullable String key,
      String body) {
    return idempotency
        .once(
            new IdempotencyRequest(agency, "once", IdempotencyKey.parse(key), body),
            () -> {
              String id = rows.add();
              switch (body) {
                case "wait" -> hold.await();
                case "fail" -> throw new IllegalStateException("after the effect");
                default -> {}
              }
              return new StoredAnswer(201, "/v1/once/" + id, "{\"id\":\"" + id + "\"}");
            })
        .toResponse();
  }
}
