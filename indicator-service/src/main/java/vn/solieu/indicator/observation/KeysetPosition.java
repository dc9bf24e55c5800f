package vn.solieu.indicator.observation;

import vn.solieu.platform.http.Cursor;

/**
 * A place in the order of all figures: after this period of this series.
 *
 * @param series the key under which the series is ordered
 * @param period Period.code as it is answered
 */
record KeysetPosition(int series, int period) {

  static final KeysetPosition START = new KeysetPosition(0, 0);

  /**
   * A position that was made up is as good as the start: it shows nothing that the start does not.
   */
  static KeysetPosition of(Cursor cursor) {
    try {
      return new KeysetPosition(
          Integer.parseInt(cursor.last().get(0)), Integer.parseInt(cursor.last().get(1)));
    } catch (NumberFormatException madeUp) {
      return START;
    }
  }

  String cursor(long sequence, String canonicalQuery) {
    return Cursor.of(sequence, canonicalQuery, Integer.toString(series), Integer.toString(period))
        .encode();
  }
}
