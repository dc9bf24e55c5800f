package vn.solieu.calendar.release;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.temporal.ChronoUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import vn.solieu.platform.events.EventReader;
import vn.solieu.platform.events.UnreadableEvent;

/**
 * Hears which contents of a publication stayed closed, and which vintages will never be opened
 * because they were given back. What cannot be read goes to the dead-letter topic; all else is
 * tried again. What else is told on these topics is passed over.
 */
@ApplicationScoped
class RefusalListener {

  static final String VINTAGE = "vn.solieu.indicator.vintage.refused.v1";
  static final String EDITION = "vn.solieu.catalog.edition.refused.v1";
  static final String RETURNED = "vn.solieu.indicator.submission.returned.v1";
  static final String WITHDRAWN = "vn.solieu.indicator.submission.withdrawn.v1";

  private final EventReader reader;
  private final ContentService contents;

  RefusalListener(EventReader reader, ContentService contents) {
    this.reader = reader;
    this.contents = contents;
  }

  @Incoming("refusals")
  @Retry(
      maxRetries = -1,
      delay = 1,
      delayUnit = ChronoUnit.SECONDS,
      maxDuration = 0,
      abortOn = UnreadableEvent.class)
  void hear(ConsumerRecord<String, byte[]> event) {
    switch (reader.typeOf(event)) {
      case VINTAGE, EDITION ->
          reader.take(event, ContentRefused.class, refused -> contents.refuse(refused.data()));
      case RETURNED, WITHDRAWN ->
          reader.take(
              event,
              VintageTakenBack.class,
              back ->
                  contents.takeBack(
                      ContentType.VINTAGE, back.data().vintage(), back.data().state()));
      default -> {}
    }
  }
}
