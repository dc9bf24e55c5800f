package vn.solieu.calendar.product;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.temporal.ChronoUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import vn.solieu.platform.events.EventReader;
import vn.solieu.platform.events.UnreadableEvent;

/**
 * Hears of products. What cannot be read goes to the dead-letter topic; all else is tried again.
 */
@ApplicationScoped
class ProductListener {

  private final EventReader reader;
  private final ProductService products;

  ProductListener(EventReader reader, ProductService products) {
    this.reader = reader;
    this.products = products;
  }

  @Incoming("products")
  @Retry(
      maxRetries = -1,
      delay = 1,
      delayUnit = ChronoUnit.SECONDS,
      maxDuration = 0,
      abortOn = UnreadableEvent.class)
  void hear(ConsumerRecord<String, byte[]> event) {
    reader.take(event, ProductSnapshot.class, products::take);
  }
}
