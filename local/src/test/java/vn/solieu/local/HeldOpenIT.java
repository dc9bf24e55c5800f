package vn.solieu.local;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Two hundred callers hold connections of the packaged set open, through the gateway and at a
 * service itself: everybody else is answered all the same.
 */
@ExtendWith(EndToEndEnvironment.Provider.class)
class HeldOpenIT {

  private static final int CALLERS = 200;

  /** Each stops after three bytes of what it announced. */
  private static final List<String> HEADS =
      List.of(
          "POST /v1/submissions HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\nabc",
          "POST /v1/submissions HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n",
          "PUT /v1/areas/P82B HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\nabc",
          "GET /v1/areas HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\nabc");

  private final EndToEndEnvironment province;
  private final List<Socket> sockets = new ArrayList<>();

  HeldOpenIT(EndToEndEnvironment province) {
    this.province = province;
  }

  @AfterEach
  void end() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
  }

  @Test
  void readsThroughTheGatewayAreAnsweredMeanwhile() throws IOException {
    for (int i = 0; i < CALLERS; i++) {
      hold(province.address(Service.GATEWAY), i);
    }

    assertReadsAreAnswered(province.address(Service.GATEWAY));
  }

  @Test
  void aServiceThatIsReachedDirectlyAnswersMeanwhile() throws IOException {
    for (int i = 0; i < CALLERS; i++) {
      hold(province.address(Service.INDICATOR), i);
    }

    assertReadsAreAnswered(province.address(Service.INDICATOR));
    assertReadsAreAnswered(province.address(Service.GATEWAY));
  }

  private void hold(URI address, int caller) throws IOException {
    Socket socket = new Socket();
    sockets.add(socket);
    socket.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.2"), 0));
    socket.connect(new InetSocketAddress(address.getHost(), address.getPort()), 10_000);
    socket.getOutputStream().write(HEADS.get(caller % HEADS.size()).getBytes(US_ASCII));
  }

  private static void assertReadsAreAnswered(URI address) throws IOException {
    Map<String, Integer> statuses = new TreeMap<>();
    for (int i = 0; i < 100; i++) {
      try (Socket socket = new Socket(address.getHost(), address.getPort())) {
        socket.setSoTimeout(20_000);
        socket
            .getOutputStream()
            .write("GET /v1/areas HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(US_ASCII));
        byte[] status = socket.getInputStream().readNBytes("HTTP/1.1 200".length());
        statuses.merge(new String(status, US_ASCII), 1, Integer::sum);
      }
    }
    assertEquals(Map.of("HTTP/1.1 200", 100), statuses);
  }
}
