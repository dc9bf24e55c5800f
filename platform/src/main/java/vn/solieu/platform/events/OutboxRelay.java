package vn.solieu.platform.events;

import jakarta.enterprise.context.ApplicationScoped;

/** Sends what the outbox holds. */
@ApplicationScoped
public class OutboxRelay {

  /** Something was committed: look now. */
  public void poke() {}
}
