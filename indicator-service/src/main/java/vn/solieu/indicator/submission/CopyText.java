package vn.solieu.indicator.submission;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Writes rows into a table by COPY in its text format, a buffer at a time. */
final class CopyText implements AutoCloseable {

  private static final int BUFFER = 64 * 1024;

  private final CopyIn copy;
  private final byte[] buffer = new byte[BUFFER];
  private int length;
  private boolean firstField = true;

  CopyText(Connection connection, String table) throws SQLException {
    copy =
        connection.unwrap(PGConnection.class).getCopyAPI().copyIn("copy " + table + " from stdin");
  }

  CopyText field(int number) throws SQLException {
    return ascii(Integer.toString(number));
  }

  /** ASCII that needs no escape, or null. */
  CopyText ascii(@Nullable String text) throws SQLException {
    if (text == null) {
      return field((String) null);
    }
    separate();
    for (int i = 0; i < text.length(); i++) {
      put((byte) text.charAt(i));
    }
    return this;
  }

  /** Any text, or null. */
  CopyText field(@Nullable String text) throws SQLException {
    separate();
    if (text == null) {
      put((byte) '\\');
      put((byte) 'N');
      return this;
    }
    for (byte b : text.getBytes(UTF_8)) {
      switch (b) {
        case '\\', '\t', '\n', '\r' -> {
          put((byte) '\\');
          put((byte) (b == '\t' ? 't' : b == '\n' ? 'n' : b == '\r' ? 'r' : '\\'));
        }
        default -> put(b);
      }
    }
    return this;
  }

  void endRow() throws SQLException {
    put((byte) '\n');
    firstField = true;
  }

  private void separate() throws SQLException {
    if (!firstField) {
      put((byte) '\t');
    }
    firstField = false;
  }

  private void put(byte b) throws SQLException {
    if (length == BUFFER) {
      flush();
    }
    buffer[length++] = b;
  }

  private void flush() throws SQLException {
    copy.writeToCopy(buffer, 0, length);
    length = 0;
  }

  /** Ends the COPY; without this, {@link #close} undoes it. */
  void end() throws SQLException {
    flush();
    copy.endCopy();
  }

  @Override
  public void close() throws SQLException {
    if (copy.isActive()) {
      copy.cancelCopy();
    }
  }
}
