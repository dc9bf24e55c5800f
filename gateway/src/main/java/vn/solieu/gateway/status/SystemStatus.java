package vn.solieu.gateway.status;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Whether the figures that a portal reads are the newest that were published.
 *
 * @param status {@code up}; {@code degraded} when a service is down or has not opened the last
 *     publication yet; {@code down} when none answers
 * @param checkedAt when the services were asked, RFC 3339 with offset
 * @param sequence the last publication known to any service
 * @param overdueReleases announced releases whose time is past and that are not out; absent when
 *     the calendar did not answer. What is out is served all the same, so {@code status} does not
 *     depend on it.
 */
public record SystemStatus(
    String status,
    OffsetDateTime checkedAt,
    @Nullable Long sequence,
    @Nullable Long overdueReleases,
    List<ServiceStatus> services) {

  static SystemStatus of(List<ServiceStatus> services, OffsetDateTime checkedAt) {
    Long last = greatest(services, ServiceStatus::sequence);
    boolean none = services.stream().noneMatch(ServiceStatus::isUp);
    boolean whole =
        services.stream()
            .allMatch(service -> service.isUp() && Objects.equals(service.sequence(), last));
    return new SystemStatus(
        none ? "down" : whole ? "up" : "degraded",
        checkedAt,
        last,
        greatest(services, ServiceStatus::overdue),
        List.copyOf(services));
  }

  private static @Nullable Long greatest(
      List<ServiceStatus> services, Function<ServiceStatus, @Nullable Long> number) {
    return services.stream().map(number).filter(Objects::nonNull).max(Long::compare).orElse(null);
  }
}
