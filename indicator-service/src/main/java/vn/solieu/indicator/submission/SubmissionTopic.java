package vn.solieu.indicator.submission;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import vn.solieu.platform.events.Topic;

/** The topic that tells what becomes of submissions. */
class SubmissionTopic {

  @Produces
  @Singleton
  Topic submissions() {
    return new Topic(Submissions.TOPIC, Topic.Cleanup.AFTER_90_DAYS, 6);
  }
}
