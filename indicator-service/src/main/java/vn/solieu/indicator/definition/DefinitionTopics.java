package vn.solieu.indicator.definition;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import vn.solieu.platform.events.Topic;

/** The topics on which the registers tell the newest state of each entry. */
class DefinitionTopics {

  @Produces
  @Singleton
  Topic areas() {
    return snapshots("area");
  }

  @Produces
  @Singleton
  Topic agencies() {
    return snapshots("agency");
  }

  @Produces
  @Singleton
  Topic codelists() {
    return snapshots("codelist");
  }

  @Produces
  @Singleton
  Topic indicators() {
    return snapshots("indicator");
  }

  @Produces
  @Singleton
  Topic indicatorSystems() {
    return snapshots("indicator-system");
  }

  private static Topic snapshots(String kind) {
    return new Topic("solieu.indicator." + kind + ".v1", Topic.Cleanup.COMPACT, 1);
  }
}
