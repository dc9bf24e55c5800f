package vn.solieu.local;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Readers leave when they like; that is no matter of anybody else's, nor of the gateway's stop. */
@ExtendWith(EndToEndEnvironment.Provider.class)
class LeavingReadersIT {

  private static final int READERS = 8;
  private static final int REQUESTS_OF_EACH = 1_000;

  private final EndToEndEnvironment province;

  LeavingReadersIT(EndToEndEnvironment province) {
    this.province = province;
  }

  /**
   * Each leaves while its answer arrives, so that the gateway learns of it about when the service
   * has ended the answer and its connection is given to the next.
   */
  @Test
  void whoLeavesSpoilsNobodyElsesAnswerAndHoldsUpNoStop() throws Exception {
    Map<String, Integer> answers = new TreeMap<>();
    Path log;
    try (EndToEndEnvironment.Copy gateway = province.startCopy(Service.GATEWAY, Map.of())) {
      log = gateway.log();
      try (ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor()) {
        List<Future<Map<String, Integer>>> reading = new ArrayList<>();
        for (int reader = 0; reader < READERS; reader++) {
          reading.add(readers.submit(() -> leaveAgainAndAgain(gateway.address())));
        }
        for (Future<Map<String, Integer>> reader : reading) {
          reader.get().forEach((status, times) -> answers.merge(status, times, Integer::sum));
        }
      }
    }

    assertEquals(Map.of("HTTP/1.1 200", READERS * REQUESTS_OF_EACH), answers);
    assertFalse(Files.readString(log).contains("Timed out waiting for graceful shutdown"));
  }

  private static Map<String, Integer> leaveAgainAndAgain(URI gateway) throws IOException {
    Map<String, Integer> answers = new TreeMap<>();
    for (int i = 0; i < REQUESTS_OF_EACH; i++) {
      try (Socket socket = new Socket(gateway.getHost(), gateway.getPort())) {
        socket.setSoTimeout(20_000);
        // Closed with a reset, the rest unread.
        socket.setSoLinger(true, 0);
        socket
            .getOutputStream()
            .write("GET /v1/areas HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(US_ASCII));
        byte[] status = socket.getInputStream().readNBytes("HTTP/1.1 200".length());
        answers.merge(new String(status, US_ASCII), 1, Integer::sum);
      }
    }
    return answers;
  }
}
