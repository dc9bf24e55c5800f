package vn.solieu.indicator.submission;

import java.sql.SQLException;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;
import vn.solieu.indicator.form.DecimalSeparator;

/** Takes the rows of a push, one after the other. */
interface RowSink {

  /** Rows will follow, or none, but not because they could not be understood. */
  void begin();

  /**
   * @param row where it is, for findings
   * @param text by column of the form, as sent; null where nothing was. The array is used again for
   *     the next row
   * @param unreadable columns of which something was sent that is no text, and null therefore; that
   *     is found already. Used again as well
   * @param format how numbers are written in this row
   * @return whether to go on
   */
  boolean row(int row, @Nullable String[] text, BitSet unreadable, DecimalSeparator format)
      throws SQLException;

  /**
   * A row of which it cannot be said which cell is which. That is found already.
   *
   * @return whether to go on
   */
  boolean skip(int row);
}
