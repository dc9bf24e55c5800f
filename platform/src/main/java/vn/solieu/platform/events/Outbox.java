package vn.solieu.platform.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import vn.solieu.platform.sql.Sql;
import vn.solieu.platform.trace.TraceParent;

/** Appends events, in the transaction that makes them true. */
@ApplicationScoped
public class Outbox {

  /**
   * Brokers refuse a record of more than 1 MiB; an event carries no figures and stays far below.
   */
  static final int MOST_BYTES = 900_000;

  private final Sql sql;
  private final ObjectMapper json;
  private final TransactionSynchronizationRegistry transaction;
  private final Topics topics;
  private final OutboxRelay relay;

  Outbox(
      Sql sql,
      ObjectMapper json,
      TransactionSynchronizationRegistry transaction,
      Topics topics,
      OutboxRelay relay) {
    this.topics = topics;
    this.sql = sql;
    this.json = json;
    this.transaction = transaction;
    this.relay = relay;
  }

  /**
   * Appends an event to the transaction that makes it true: it is sent if and only if that commits.
   * The body is written now, so what was decided is what is sent. Append after the aggregate's row
   * has been locked or changed: that is what keeps two transactions of one key apart, and so the
   * events of the key in order.
   *
   * @throws IllegalArgumentException when the body is larger than a broker takes, or the topic is
   *     not declared by this service
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public void append(DomainEvent event) {
    if (!topics.owns(event.topic())) {
      throw new IllegalArgumentException("Declare it as a Topic of this service: " + event.topic());
    }
    String payload = write(event);
    sql.update(
        """
        insert into outbox (type, topic, key, subject_version, is_public, payload, trace_parent)
        values (?, ?, ?, ?, ?, ?, ?)
        """,
        event.type(),
        event.topic(),
        event.key(),
        event.subjectVersion(),
        event.visibility() == Visibility.PUBLIC,
        payload,
        TraceParent.current());
    transaction.registerInterposedSynchronization(new PokeAfterCommit());
  }

  private String write(DomainEvent event) {
    String payload;
    try {
      payload = json.writeValueAsString(event.data());
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("Not writable as JSON: " + event.type(), e);
    }
    if (payload.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
      throw new IllegalArgumentException("Too large for an event: " + event.type());
    }
    return payload;
  }

  private final class PokeAfterCommit implements Synchronization {
    @Override
    public void beforeCompletion() {}

    @Override
    public void afterCompletion(int status) {
      if (status == Status.STATUS_COMMITTED) {
        relay.poke();
      }
    }
  }
}
