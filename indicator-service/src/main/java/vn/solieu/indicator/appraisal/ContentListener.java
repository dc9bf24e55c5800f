package vn.solieu.indicator.appraisal;

import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import vn.solieu.platform.events.EventReader;
import vn.solieu.platform.events.UnreadableEvent;

/**
 * Hears what releases list. What cannot be read goes to the dead-letter topic; all else is tried
 * again. A type that came later is passed over.
 */
@ApplicationScoped
class ContentListener {

  static final String ATTACHED = "vn.solieu.calendar.content.attached.v1";
  static final String DETACHED = "vn.solieu.calendar.content.detached.v1";

  private static final long SECOND = 1_000;

  private final EventReader reader;
  private final AttachmentService attachments;

  ContentListener(EventReader reader, AttachmentService attachments) {
    this.reader = reader;
    this.attachments = attachments;
  }

  @Incoming("contents")
  @Retry(maxRetries = -1, delay = SECOND, maxDuration = 0, abortOn = UnreadableEvent.class)
  void hear(ConsumerRecord<String, byte[]> event) {
    switch (reader.typeOf(event)) {
      case ATTACHED -> reader.take(event, ContentChange.class, attachments::attached);
      case DETACHED -> reader.take(event, ContentChange.class, attachments::detached);
      default -> {}
    }
  }
}
