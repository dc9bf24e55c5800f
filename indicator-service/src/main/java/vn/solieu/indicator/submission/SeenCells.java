package vn.solieu.indicator.submission;

import java.util.Arrays;

/** Which cells of which series have come already: eight bytes for each, at most twice over. */
final class SeenCells {

  private static final long NONE = -1; // no series and no period is negative
  private static final int FIRST_CAPACITY = 1 << 10;

  /** The bit of a period's code at which its month begins, and that of eight months. */
  private static final int MONTH = 4;

  private static final int BLOCK = MONTH + 3;

  private long[] slots = empty(FIRST_CAPACITY);
  private int size;

  /** Returns whether it is new. */
  boolean add(int series, int period) {
    if (2 * size >= slots.length) {
      grow();
    }
    return insert(((long) series << Integer.SIZE) | period);
  }

  /** Neighbours in time are neighbours here: a series comes with its periods mostly in a row. */
  private boolean insert(long cell) {
    int mask = slots.length - 1;
    int block = Long.hashCode((cell >>> BLOCK) * 0x9E3779B97F4A7C15L);
    int slot = ((block << 3) | ((int) (cell >>> MONTH) & 7)) & mask;
    while (slots[slot] != NONE) {
      if (slots[slot] == cell) {
        return false;
      }
      slot = (slot + 1) & mask;
    }
    slots[slot] = cell;
    size++;
    return true;
  }

  private void grow() {
    long[] before = slots;
    slots = empty(2 * before.length);
    size = 0;
    for (long cell : before) {
      if (cell != NONE) {
        insert(cell);
      }
    }
  }

  private static long[] empty(int capacity) {
    long[] slots = new long[capacity];
    Arrays.fill(slots, NONE);
    return slots;
  }
}
