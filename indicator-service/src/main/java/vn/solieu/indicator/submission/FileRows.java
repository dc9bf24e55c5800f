package vn.solieu.indicator.submission;

/**
 * In which rows of a file its figures are, as ranges: a file seldom has gaps. Rows are told in
 * rising order.
 */
final class FileRows {

  /** A hostile file may have a gap after every row; behind so many, gaps count as rows. */
  private static final int MOST = 10_000;

  private final StringBuilder ranges = new StringBuilder("{");
  private int count;
  private int from;
  private int last;

  void add(int row) {
    if (from == 0) {
      from = row;
    } else if (row > last + 1 && count < MOST) {
      ranges.append('[').append(from).append(',').append(last).append("],");
      count++;
      from = row;
    }
    last = row;
  }

  /** As a multirange of PostgreSQL. */
  @Override
  public String toString() {
    return from == 0 ? "{}" : ranges + "[" + from + "," + last + "]}";
  }
}
