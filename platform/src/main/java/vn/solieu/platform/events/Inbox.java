package vn.solieu.platform.events;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.UUID;
import vn.solieu.platform.sql.Sql;

/** Makes an event that is delivered more than once take effect once. */
@ApplicationScoped
public class Inbox {

  private final Sql sql;

  Inbox(Sql sql) {
    this.sql = sql;
  }

  /**
   * Whether this consumer has not taken the event before. Call it in the transaction of the effect,
   * and before it: if that rolls back, the event counts as not taken. A second delivery at the same
   * time waits for the first one's outcome.
   *
   * @param consumer one name per effect, as {@code calendar.content-state}
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public boolean firstTime(String consumer, UUID eventId) {
    return sql.update(
            "insert into inbox (consumer, event_id) values (?, ?) on conflict do nothing",
            consumer,
            eventId)
        == 1;
  }
}
