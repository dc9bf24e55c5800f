package vn.solieu.indicator.workingday;

import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import vn.solieu.platform.events.EventReader;
import vn.solieu.platform.events.UnreadableEvent;

/**
 * Hears of working days. What cannot be read goes to the dead-letter topic; all else is tried
 * again.
 */
@ApplicationScoped
class WorkingDaysListener {

  private static final long SECOND = 1_000;

  private final EventReader reader;
  private final WorkingDayService service;

  WorkingDaysListener(EventReader reader, WorkingDayService service) {
    this.reader = reader;
    this.service = service;
  }

  @Incoming("working-days")
  @Retry(maxRetries = -1, delay = SECOND, maxDuration = 0, abortOn = UnreadableEvent.class)
  void hear(ConsumerRecord<String, byte[]> event) {
    reader.take(event, WorkingYear.class, service::take);
  }
}
