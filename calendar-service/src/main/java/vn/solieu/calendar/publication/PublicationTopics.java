package vn.solieu.calendar.publication;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import vn.solieu.platform.events.Topic;
import vn.solieu.platform.publication.Publication;

/** The log on Kafka: one partition, so that it has one order, kept for ever. */
@Dependent
class PublicationTopics {

  @Produces
  @Singleton
  Topic publications() {
    return new Topic(Publication.TOPIC, Topic.Cleanup.NEVER, 1);
  }
}
