package vn.solieu.indicator.submission;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import vn.solieu.platform.problem.LocalizedText;
import vn.solieu.platform.problem.ProblemException;
import vn.solieu.platform.problem.ProblemMember;
import vn.solieu.platform.problem.ProblemType;

/**
 * A body in a temporary file without a name. It is received whole before the database hears of it,
 * so a slow or broken upload holds no connection. What is in it may be under embargo, and it is
 * gone with the process, however that ends: a file with a name would stay behind a SIGKILL.
 *
 * @param sha256 of the bytes, as lower case hexadecimal digits
 */
record Spool(FileChannel file, long bytes, String sha256) implements AutoCloseable {

  /**
   * @param mostBytes a body of more is refused, declared or not
   * @param mostTime a body that takes longer is refused
   */
  record Limits(Path directory, long mostBytes, Duration mostTime) {}

  private static final int BUFFER = 64 * 1024;

  private static final int ZIP = 0x504B0304;
  private static final int OLE_2 = 0xD0CF11E0;

  /** In bytes: what tells of a format, behind a byte-order mark and blanks. */
  private static final int LONGEST_MAGIC = 64;

  private static final BigDecimal MEBIBYTE = BigDecimal.valueOf(1024 * 1024);

  /**
   * @throws ProblemException 413, 408; 400 when the sender breaks off
   */
  static Spool receive(InputStream body, Limits limits) throws IOException {
    Files.createDirectories(limits.directory);
    FileChannel file = nameless(limits.directory);
    boolean whole = false;
    try {
      Spool spool = receive(body, file, limits);
      whole = true;
      return spool;
    } finally {
      if (!whole) {
        file.close();
      }
    }
  }

  private static FileChannel nameless(Path directory) throws IOException {
    Path name = Files.createTempFile(directory, "submission-", ".body");
    try {
      return FileChannel.open(name, StandardOpenOption.READ, StandardOpenOption.WRITE);
    } finally {
      Files.delete(name);
    }
  }

  private static Spool receive(InputStream body, FileChannel file, Limits limits)
      throws IOException {
    MessageDigest digest = digest();
    byte[] buffer = new byte[BUFFER];
    long deadline = System.nanoTime() + limits.mostTime.toNanos();
    long bytes = 0;
    OutputStream out = Channels.newOutputStream(file);
    for (int read = next(body, buffer); read >= 0; read = next(body, buffer)) {
      bytes += read;
      if (System.nanoTime() - deadline > 0) {
        throw tooSlow(limits.mostTime);
      }
      // A sender who is still writing when the answer comes may never read it: so a while longer
      // the rest is received, and dropped.
      if (bytes > 2 * limits.mostBytes) {
        throw tooLarge(limits.mostBytes);
      }
      if (bytes <= limits.mostBytes) {
        digest.update(buffer, 0, read);
        out.write(buffer, 0, read);
      }
    }
    if (bytes > limits.mostBytes) {
      throw tooLarge(limits.mostBytes);
    }
    return new Spool(file, bytes, HexFormat.of().formatHex(digest.digest()));
  }

  private static int next(InputStream body, byte[] buffer) {
    try {
      return body.read(buffer);
    } catch (IOException e) {
      throw new ProblemException(
              ProblemType.MALFORMED_REQUEST,
              LocalizedText.of(
                  "Nội dung bị ngắt giữa chừng; không có gì được lưu.",
                  "The body broke off; nothing was stored."))
          .causedBy(e);
    }
  }

  private static ProblemException tooSlow(Duration mostTime) {
    return new ProblemException(
        ProblemType.REQUEST_TIMEOUT,
        LocalizedText.of(
            "Nội dung phải đến đủ trong %d giây.".formatted(mostTime.toSeconds()),
            "The body must arrive within %d seconds.".formatted(mostTime.toSeconds())));
  }

  private static ProblemException tooLarge(long mostBytes) {
    LocalizedText mebibytes =
        LocalizedText.of(BigDecimal.valueOf(mostBytes).divide(MEBIBYTE, 1, RoundingMode.HALF_UP));
    return new ProblemException(
            ProblemType.CONTENT_TOO_LARGE,
            LocalizedText.of(
                "Nội dung lớn nhất là %s MiB (%d byte); hãy chia thành nhiều lần gửi."
                    .formatted(mebibytes.vi(), mostBytes),
                "The body may have at most %s MiB (%d bytes); divide it over several submissions."
                    .formatted(mebibytes.en(), mostBytes)))
        .extension(ProblemMember.MAX_BYTES, mostBytes);
  }

  /** Why it is no text of rows, where its first bytes tell; null where they do not. */
  @Nullable LocalizedText otherFormat() throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(LONGEST_MAGIC);
    int length = Math.max(0, file.read(bytes, 0));
    if (length >= 2 && isUtf16(bytes)) {
      return CellText.UTF_16;
    }
    if (length >= Integer.BYTES && (bytes.getInt(0) == ZIP || bytes.getInt(0) == OLE_2)) {
      return CellText.WORKBOOK; // XLSX and ODS are ZIP archives
    }
    String start =
        new String(bytes.array(), 0, length, StandardCharsets.UTF_8)
            .replace("\uFEFF", "")
            .stripLeading();
    return start.startsWith("%PDF-")
        ? CellText.document("PDF")
        : start.startsWith("{\\rtf")
            ? CellText.document("RTF")
            : start.startsWith("<") ? CellText.document("HTML/XML") : null;
  }

  /**
   * As spreadsheets save "Unicode text": by its byte-order mark, or by a zero beside the first
   * character, which is an ASCII one in every body that can be read.
   */
  private static boolean isUtf16(ByteBuffer start) {
    short mark = start.getShort(0);
    return mark == (short) 0xFEFF
        || mark == (short) 0xFFFE
        || (start.get(0) == 0) != (start.get(1) == 0);
  }

  /**
   * The text, without a byte-order mark; what is no UTF-8 reads as {@link CellText#UNREADABLE}. Can
   * be opened once: with the reader the file is closed, and gone.
   */
  Reader open() throws IOException {
    file.position(0);
    InputStream in = Channels.newInputStream(file);
    byte[] mark = in.readNBytes(3);
    boolean marked =
        mark.length == 3
            && mark[0] == (byte) 0xEF
            && mark[1] == (byte) 0xBB
            && mark[2] == (byte) 0xBF;
    file.position(marked ? 3 : 0);
    return new InputStreamReader(
        in,
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE)
            .replaceWith(String.valueOf(CellText.UNREADABLE)));
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
