package vn.solieu.indicator.workingday;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.temporal.ChronoUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import vn.solieu.platform.events.EventReader;
import vn.solieu.platform.events.UnreadableEvent;

/** Hears of working days. What cannot be read goes to the dead-letter topic; all else is tried again. */
@ApplicationScoped
class WorkingDaysListener {

  private final EventReader reader;
  private final KnownWorkingDays days;

  WorkingDaysListener(EventReader reader, KnownWorkingDays days) {
    this.reader = reader;
    this.days = days;
  }

  @Incoming("working-days")
  @RunOnVirtualThread
  @Retry(maxRetries = -1, delay = 1, delayUnit = ChronoUnit.SECONDS, maxDuration = 0, abortOn = UnreadableEvent.class)
  void hear(ConsumerRecord<String, byte[]> event) {
    days.take(reader.read(event, WorkingYear.class));
  }
}
