package vn.solieu.indicator.observation;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import vn.solieu.platform.events.Topic;

/** The topics of vintages. */
class VintageTopics {

  static final String VINTAGE = "solieu.indicator.vintage.v1";

  /** A process: what opened, when. Kept for ever on the public topic. */
  @Produces
  @Singleton
  Topic vintage() {
    return new Topic(VINTAGE, Topic.Cleanup.AFTER_90_DAYS, 1);
  }
}
