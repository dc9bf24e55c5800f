package vn.solieu.platform.events;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import vn.solieu.platform.sql.Sql;

/** How a service consumes events: the two patterns, as the services have them. */
final class Things {

  static final String SNAPSHOT_TOPIC = "solieu.test.thing.v1";
  static final String PROCESS_TOPIC = "solieu.test.deed.v1";

  private Things() {}

  /** What this consumer needs of the snapshot; the producer may say more. */
  record Thing(String name) {}

  record Deed(String what) {}

  /** What a later version of this consumer reads. */
  record LaterDeed(JsonNode what) {}

  @Singleton
  static class Declared {
    @Produces
    @Singleton
    Topic things() {
      return new Topic(SNAPSHOT_TOPIC, Topic.Cleanup.COMPACT, 3);
    }

    @Produces
    @Singleton
    Topic deeds() {
      return new Topic(PROCESS_TOPIC, Topic.Cleanup.AFTER_90_DAYS, 3);
    }
  }

  /** Snapshots: what is newer replaces what is known, and no inbox is needed. */
  @ApplicationScoped
  static class ThingCopies {
    private final EventReader events;
    private final Sql sql;

    ThingCopies(EventReader events, Sql sql) {
      this.events = events;
      this.sql = sql;
    }

    @Incoming("things")
    @Retry(maxRetries = -1, maxDuration = 0, delay = 100, abortOn = UnreadableEvent.class)
    void changed(ConsumerRecord<String, byte[]> record) {
      events.take(record, Thing.class, this::keep);
    }

    private void keep(Received<Thing> thing) {
      sql.update(
          """
          insert into thing (id, version, name) values (?, ?, ?)
          on conflict (id) do update set version = excluded.version, name = excluded.name
          where thing.version < excluded.version
          """,
          thing.key(),
          thing.subjectVersion(),
          thing.data().name());
    }
  }

  /** Processes: the channel's method reads and retries, the service has the transaction. */
  @ApplicationScoped
  static class DeedChannel {
    private final EventReader events;
    private final DeedService deeds;
    private volatile boolean mended;

    DeedChannel(EventReader events, DeedService deeds) {
      this.events = events;
      this.deeds = deeds;
    }

    @Incoming("deeds")
    @Retry(maxRetries = -1, maxDuration = 0, delay = 100, abortOn = UnreadableEvent.class)
    void done(ConsumerRecord<String, byte[]> record) {
      if (mended) {
        events.take(record, LaterDeed.class, deed -> deeds.take(later(deed)));
      } else {
        events.take(record, Deed.class, deeds::take);
      }
    }

    private static Received<Deed> later(Received<LaterDeed> deed) {
      JsonNode what = deed.data().what();
      return new Received<>(
          deed.id(),
          deed.type(),
          deed.key(),
          deed.subjectVersion(),
          new Deed(what.isTextual() ? what.textValue() : what.toString()));
    }

    /** As a new version of the service would. */
    void mend(boolean now) {
      mended = now;
    }
  }

  @ApplicationScoped
  static class DeedService {
    private final Inbox inbox;
    private final Sql sql;

    DeedService(Inbox inbox, Sql sql) {
      this.inbox = inbox;
      this.sql = sql;
    }

    @Transactional
    void take(Received<Deed> deed) {
      if (inbox.firstTime("test.deeds", deed.id())) {
        sql.update("insert into deed (thing, what) values (?, ?)", deed.key(), deed.data().what());
      }
    }
  }
}
