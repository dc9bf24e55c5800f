package vn.solieu.embedded;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A port that nobody listens on now. Chosen at random among those that systems do not give away by
 * themselves: what the system gives when asked for any port is given to the next who asks too, or
 * to an outgoing connection, before the first has begun to listen.
 */
public final class FreePort {

  /** Above those that are assigned to well-known programs. */
  private static final int FIRST = 20_000;

  /** Where Linux begins to give them away (ip_local_port_range); others begin later. */
  private static final int END = 32_768;

  private static final int ATTEMPTS = 100;

  private FreePort() {}

  /**
   * @throws IllegalStateException when none is found
   */
  public static int find() {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      int port = ThreadLocalRandom.current().nextInt(FIRST, END);
      if (isFree(port)) {
        return port;
      }
    }
    throw new IllegalStateException("No free port from " + FIRST + " to " + END);
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (BindException taken) {
      return false;
    } catch (IOException e) {
      throw new IllegalStateException("Whether port %d is free".formatted(port), e);
    }
  }
}
