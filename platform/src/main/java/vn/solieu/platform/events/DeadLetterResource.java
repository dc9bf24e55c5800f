package vn.solieu.platform.events;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.KafkaException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import vn.solieu.platform.audit.AuditLog;
import vn.solieu.platform.problem.LocalizedText;
import vn.solieu.platform.problem.ProblemException;
import vn.solieu.platform.problem.ProblemType;
import vn.solieu.platform.security.Act;
import vn.solieu.platform.security.Caller;
import vn.solieu.platform.security.CurrentCaller;
import vn.solieu.platform.security.Roles;
import vn.solieu.platform.security.Scope;

/**
 * The operator's hand on the dead letters of one service, at its own address: no part of the
 * published contract, so the gateway does not lead to it.
 */
@Path("/operations/dead-letters")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class DeadLetterResource {

  private final DeadLetters letters;
  private final AuditLog audit;
  private final CurrentCaller caller;

  DeadLetterResource(DeadLetters letters, AuditLog audit, CurrentCaller caller) {
    this.letters = letters;
    this.audit = audit;
    this.caller = caller;
  }

  @POST
  @Path("/replay")
  @RolesAllowed(Roles.ADMIN)
  @Operation(hidden = true)
  public DeadLetters.Outcome replay() {
    Caller operator = caller.require(Act.OPERATE, Scope.everywhere());
    try {
      DeadLetters.Outcome outcome = letters.replay();
      audit.recordNow(
          operator,
          "dead-letters.replay",
          "topic",
          "dead-letter",
          Map.of("replayed", outcome.replayed(), "unheard", outcome.unheard()));
      return outcome;
    } catch (KafkaException e) {
      throw new ProblemException(
              ProblemType.UNAVAILABLE,
              LocalizedText.of("Kafka không trả lời.", "Kafka does not answer."))
          .retryAfter(Duration.ofSeconds(5))
          .causedBy(e);
    }
  }
}
