package vn.solieu.calendar.workingday;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import vn.solieu.platform.events.Topic;

@Dependent
class WorkingDayTopics {

  @Produces
  @Singleton
  Topic workingDays() {
    return new Topic(WorkingDayService.TOPIC, Topic.Cleanup.COMPACT, 1);
  }
}
