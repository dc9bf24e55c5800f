package vn.solieu.indicator.submission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.solieu.platform.problem.ProblemException;
import vn.solieu.platform.problem.ProblemType;

class SpoolTest {

  private static final Duration LONG = Duration.ofMinutes(1);

  @TempDir Path directory;

  @Test
  void aBodyIsKeptWithItsHashUnderNoNameThatAKilledProcessCouldLeaveBehind() throws IOException {
    try (Spool spool = Spool.receive(body("abc"), limits(3, LONG))) {
      assertEquals(3, spool.bytes());
      assertEquals(
          "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", spool.sha256());
      assertEquals(List.of(), files());
      assertEquals("abc", text(spool));
    }
  }

  @Test
  void aBodyBeyondTheLimitIs413WithTheLimitAndLeavesNothing() throws IOException {
    ProblemException refused =
        assertThrows(ProblemException.class, () -> Spool.receive(body("abcd"), limits(3, LONG)));
    assertTrue(refused.detail().vi().contains("0,0 MiB (3 byte)"), refused.detail().vi());
    assertTrue(refused.detail().en().contains("0.0 MiB (3 bytes)"), refused.detail().en());
    assertEquals(ProblemType.CONTENT_TOO_LARGE, refused.type());
    assertEquals(3L, refused.extensions().get("maxBytes"));
    assertEquals(List.of(), files());
  }

  @Test
  void anEndlessBodyIsNotReadToItsEnd() throws IOException {
    InputStream endless =
        new InputStream() {
          @Override
          public int read() {
            return 'x';
          }
        };
    assertThrows(ProblemException.class, () -> Spool.receive(endless, limits(100_000, LONG)));
    assertEquals(List.of(), files());
  }

  @Test
  void aBodyThatBreaksOffIs400AndLeavesNothing() throws IOException {
    InputStream broken =
        new InputStream() {
          private int left = 10;

          @Override
          public int read() throws IOException {
            if (left-- == 0) {
              throw new IOException("connection reset");
            }
            return 'x';
          }

          @Override
          public int read(byte[] into, int from, int length) throws IOException {
            into[from] = (byte) read();
            return 1;
          }
        };
    ProblemException refused =
        assertThrows(ProblemException.class, () -> Spool.receive(broken, limits(100, LONG)));
    assertEquals(ProblemType.MALFORMED_REQUEST, refused.type());
    assertEquals(List.of(), files());
  }

  @Test
  void aBodyThatTakesTooLongIs408AndLeavesNothing() throws IOException {
    ProblemException refused =
        assertThrows(
            ProblemException.class, () -> Spool.receive(body("abc"), limits(3, Duration.ZERO)));
    assertEquals(ProblemType.REQUEST_TIMEOUT, refused.type());
    assertEquals(List.of(), files());
  }

  @Test
  void aByteOrderMarkIsNoTextAndWhatIsNoUtf8IsMarked() throws IOException {
    byte[] bytes = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF, 'a', (byte) 0xA7, 'b'};
    try (Spool spool = Spool.receive(new ByteArrayInputStream(bytes), limits(100, LONG))) {
      assertEquals("a" + CellText.UNREADABLE + "b", text(spool));
    }
  }

  private Spool.Limits limits(long bytes, Duration time) {
    return new Spool.Limits(directory, bytes, time);
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.toList();
    }
  }

  private static InputStream body(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String text(Spool spool) throws IOException {
    try (var reader = spool.open()) {
      StringBuilder text = new StringBuilder();
      for (int c = reader.read(); c >= 0; c = reader.read()) {
        text.append((char) c);
      }
      assertTrue(text.length() > 0);
      return text.toString();
    }
  }
}
