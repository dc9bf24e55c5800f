package vn.solieu.platform.startup;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Down while no virtual thread gets its turn: every request runs on one, and there are only as many
 * carriers below them as processors. Each that computes without a pause takes one away, and all the
 * other checks, which wait for databases on worker threads, would still call the copy ready.
 */
@Readiness
@Singleton
class CarrierReadiness implements HealthCheck {

  /** Longer than a busy machine takes, shorter than callers wait for the answer of a check. */
  private static final Duration DEADLINE = Duration.ofSeconds(2);

  private CompletableFuture<Void> turn = CompletableFuture.completedFuture(null);

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("virtual threads").status(takesTurns()).build();
  }

  private boolean takesTurns() {
    try {
      turn().get(DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException noTurn) {
      return false;
    } catch (ExecutionException impossible) {
      throw new IllegalStateException(impossible);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** One at a time: behind a thread that waits for its turn, no second is started. */
  private synchronized CompletableFuture<Void> turn() {
    if (turn.isDone()) {
      CompletableFuture<Void> next = new CompletableFuture<>();
      Thread.startVirtualThread(() -> next.complete(null));
      turn = next;
    }
    return turn;
  }
}
