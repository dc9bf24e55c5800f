package vn.solieu.platform.http;

import jakarta.ws.rs.core.StreamingOutput;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A long answer that waits for its reader in a temporary file without a name, and is read from
 * there a piece at a time. In memory, what some hundred slow readers have not taken yet would fill
 * the heap.
 */
public final class WaitingAnswer implements StreamingOutput {

  /** Bytes of an answer that may wait in memory. */
  public static final int SHORT = 64 * 1024;

  private static final int PIECE = 32 * 1024;

  private final FileChannel file;

  private WaitingAnswer(FileChannel file) {
    this.file = file;
  }

  /**
   * Writes the answer into its file, as a whole.
   *
   * @param directory for the file, which is gone when it is written or the process ends
   */
  static WaitingAnswer of(StreamingOutput answer, Path directory) throws IOException {
    Files.createDirectories(directory);
    Path name = Files.createTempFile(directory, "answer-", ".body");
    FileChannel file;
    try {
      file = FileChannel.open(name, StandardOpenOption.READ, StandardOpenOption.WRITE);
    } finally {
      Files.delete(name);
    }
    boolean whole = false;
    try {
      OutputStream pieces = new BufferedOutputStream(Channels.newOutputStream(file), PIECE);
      answer.write(pieces);
      pieces.flush();
      whole = true;
      return new WaitingAnswer(file.position(0));
    } finally {
      if (!whole) {
        // Of a full disk, what could not be written would go on taking its part.
        file.close();
      }
    }
  }

  @Override
  public void write(OutputStream out) throws IOException {
    try (file) {
      byte[] piece = new byte[PIECE];
      ByteBuffer bytes = ByteBuffer.wrap(piece);
      for (int read = file.read(bytes); read >= 0; read = file.read(bytes)) {
        out.write(piece, 0, read);
        out.flush();
        bytes.clear();
      }
    }
  }
}
