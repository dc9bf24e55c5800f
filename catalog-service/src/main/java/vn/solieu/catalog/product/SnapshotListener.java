package vn.solieu.catalog.product;

import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import vn.solieu.platform.events.EventReader;
import vn.solieu.platform.events.UnreadableEvent;

/**
 * Hears of agencies and releases. What cannot be read goes to the dead-letter topic; all else is
 * tried again.
 */
@ApplicationScoped
class SnapshotListener {

  private static final long SECOND = 1_000;

  private final EventReader reader;
  private final SnapshotService snapshots;

  SnapshotListener(EventReader reader, SnapshotService snapshots) {
    this.reader = reader;
    this.snapshots = snapshots;
  }

  @Incoming("agencies")
  @Retry(maxRetries = -1, delay = SECOND, maxDuration = 0, abortOn = UnreadableEvent.class)
  void hearOfAgency(ConsumerRecord<String, byte[]> event) {
    reader.take(event, AgencySnapshot.class, snapshots::takeAgency);
  }

  @Incoming("releases")
  @Retry(maxRetries = -1, delay = SECOND, maxDuration = 0, abortOn = UnreadableEvent.class)
  void hearOfRelease(ConsumerRecord<String, byte[]> event) {
    reader.take(event, ReleaseSnapshot.class, snapshots::takeRelease);
  }
}
