package vn.solieu.gateway.status;

import com.fasterxml.jackson.annotation.JsonIgnore;
import org.jspecify.annotations.Nullable;

/**
 * @param name the service, as the contract names it
 * @param status {@code up} or {@code down}
 * @param sequence the last publication that the service opened; absent when it did not answer
 * @param overdue the releases that the calendar should have published, for the whole house
 */
public record ServiceStatus(
    String name, String status, @Nullable Long sequence, @JsonIgnore @Nullable Long overdue) {

  static final String UP = "up";
  static final String DOWN = "down";

  static ServiceStatus down(String name) {
    return new ServiceStatus(name, DOWN, null, null);
  }

  boolean isUp() {
    return status.equals(UP);
  }
}
