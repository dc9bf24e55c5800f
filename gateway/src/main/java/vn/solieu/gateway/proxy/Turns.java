package vn.solieu.gateway.proxy;

import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;

/** So many of each holder go on at a time; the others wait, and follow in the order of coming. */
final class Turns<K> {

  private static final class Line {
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private int going;
  }

  private final Map<K, Line> lines = new ConcurrentHashMap<>();
  private final int most;

  Turns(int most) {
    this.most = most;
  }

  /**
   * Whoever goes on leaves when it is done.
   *
   * @param go called at once, or by the thread of whoever leaves
   */
  void enter(K holder, Runnable go) {
    boolean[] atOnce = new boolean[1];
    lines.compute(
        holder,
        (key, before) -> {
          Line line = before == null ? new Line() : before;
          if (line.going < most) {
            line.going++;
            atOnce[0] = true;
          } else {
            line.waiting.add(go);
          }
          return line;
        });
    if (atOnce[0]) {
      go.run();
    }
  }

  /** Of who waits no longer. */
  void giveUp(K holder, Runnable go) {
    lines.computeIfPresent(
        holder,
        (key, line) -> {
          line.waiting.remove(go);
          return line;
        });
  }

  void leave(K holder) {
    Runnable[] next = new Runnable[1];
    lines.computeIfPresent(
        holder,
        (key, line) -> {
          next[0] = line.waiting.poll();
          if (next[0] == null) {
            line.going--;
          }
          return line.going == 0 ? null : line;
        });
    if (next[0] != null) {
      next[0].run();
    }
  }
}
