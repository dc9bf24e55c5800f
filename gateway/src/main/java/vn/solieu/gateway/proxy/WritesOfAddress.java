package vn.solieu.gateway.proxy;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.solieu.platform.problem.ProblemType;

/**
 * The writes that each address has under way; a whole administration may share one. When it has as
 * many as it may, one whose body is still coming gives way to the next: the oldest of the subject
 * that has the most of them, where all whom no service has confirmed count as one. So whoever sends
 * heads, and no more after them than keeps them alive, takes places from themselves alone.
 */
final class WritesOfAddress {

  /** Whom no service has confirmed. A subject is never empty. */
  private static final String ANYBODY = "";

  private final Map<String, List<Place>> addresses = new HashMap<>();
  private final int most;

  WritesOfAddress(int most) {
    this.most = most;
  }

  /** Of one write, from its head on. */
  final class Place {

    private final String address;
    private final Exchange exchange;
    private final String subject;
    private boolean coming = true;

    private Place(String address, Exchange exchange, Optional<String> subject) {
      this.address = address;
      this.exchange = exchange;
      this.subject = subject.orElse(ANYBODY);
    }

    /**
     * Its body has come, as far as it is received first: it gives way to nobody any more.
     *
     * @return false when it has given way
     */
    boolean keep() {
      synchronized (addresses) {
        coming = false;
        return addresses.getOrDefault(address, List.of()).contains(this);
      }
    }

    /** It may have left before, or have given way. */
    void leave() {
      synchronized (addresses) {
        addresses.computeIfPresent(
            address,
            (key, places) -> {
              places.remove(this);
              return places.isEmpty() ? null : places;
            });
      }
    }

    private void giveWay() {
      leave();
      exchange.context().runOnContext(there -> exchange.giveUp(ProblemType.TOO_MANY_REQUESTS));
    }
  }

  /** Empty when the address has as many as it may, and none whose body is still coming. */
  Optional<Place> enter(String address, Exchange exchange, Optional<String> subject) {
    synchronized (addresses) {
      List<Place> places = addresses.getOrDefault(address, List.of());
      if (places.size() >= most) {
        Optional<Place> next = next(places);
        if (next.isEmpty()) {
          return Optional.empty();
        }
        next.get().giveWay();
      }
      Place place = new Place(address, exchange, subject);
      addresses.computeIfAbsent(address, key -> new ArrayList<>()).add(place);
      return Optional.of(place);
    }
  }

  /** Which gives way; places are in the order of coming. */
  private static Optional<Place> next(List<Place> places) {
    Map<String, Long> coming =
        places.stream()
            .filter(place -> place.coming)
            .collect(groupingBy(place -> place.subject, counting()));
    return coming.entrySet().stream()
        // Of as many, rather one of nobody's.
        .max(
            Map.Entry.<String, Long>comparingByValue()
                .thenComparing(holder -> holder.getKey().equals(ANYBODY)))
        .map(Map.Entry::getKey)
        .flatMap(
            subject ->
                places.stream()
                    .filter(place -> place.coming && place.subject.equals(subject))
                    .findFirst());
  }
}
