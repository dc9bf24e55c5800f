package vn.solieu.gateway.status;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Whether the figures that a portal reads are the newest that were published.
 *
 * @param status {@code up}; {@code degraded} when a service is down or has not opened the last
 *     publication yet; {@code down} when none answers
 * @param checkedAt when the services were asked, RFC 3339 with offset
 * @param sequence the last publication known to any service
 */
public record HouseStatus(
    String status,
    OffsetDateTime checkedAt,
    @Nullable Long sequence,
    List<ServiceStatus> services) {

  static HouseStatus of(List<ServiceStatus> services, OffsetDateTime checkedAt) {
    Long last =
        services.stream()
            .map(ServiceStatus::sequence)
            .filter(Objects::nonNull)
            .max(Long::compare)
            .orElse(null);
    boolean none = services.stream().noneMatch(ServiceStatus::isUp);
    boolean whole =
        services.stream()
            .allMatch(service -> service.isUp() && Objects.equals(service.sequence(), last));
    return new HouseStatus(
        none ? "down" : whole ? "up" : "degraded", checkedAt, last, List.copyOf(services));
  }
}
