package vn.solieu.gateway.proxy;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How many requests of a kind each holder has under way. */
final class Shares<K> {

  private final Map<K, Integer> taken = new ConcurrentHashMap<>();
  private final int most;

  Shares(int most) {
    this.most = most;
  }

  /** False when the holder has as many as it may. */
  boolean take(K holder) {
    boolean[] given = new boolean[1];
    taken.compute(
        holder,
        (key, count) -> {
          int before = count == null ? 0 : count;
          given[0] = before < most;
          return given[0] ? Integer.valueOf(before + 1) : count;
        });
    return given[0];
  }

  void giveBack(K holder) {
    taken.computeIfPresent(holder, (key, count) -> count == 1 ? null : count - 1);
  }
}
