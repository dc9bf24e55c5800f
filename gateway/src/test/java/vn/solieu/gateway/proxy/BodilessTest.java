package vn.solieu.gateway.proxy;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import vn.solieu.gateway.contract.PublishedContract;

/**
 * Answers without a body, as a client sees them byte by byte: none is announced, and the next
 * answer comes over the same connection at once (RFC 9110 §15.4.5, RFC 9112 §6.3).
 */
@QuarkusTest
@QuarkusTestResource(value = BusyOrigin.class, restrictToAnnotatedClass = true)
class BodilessTest {

  @TestHTTPResource URI gateway;

  @Inject PublishedContract contract;

  @Test
  void everyReadThatTheCallerHasIsAnsweredWithoutABody() throws IOException {
    Map<String, String> wrong = new TreeMap<>();
    List<String> paths = paths("get");
    assertTrue(paths.size() > 30, "the contract has reads: " + paths);
    try (Socket socket = connect()) {
      for (String path : paths) {
        String answer = ask(socket, "GET", path, "If-None-Match: \"kept\"\r\n");
        if (!answer.startsWith("http/1.1 304") || announcesBody(answer)) {
          wrong.put(path, answer);
        }
      }
      assertEquals(0, socket.getInputStream().available());
    }
    assertEquals(Map.of(), wrong);
  }

  @Test
  void everyReadHasAHead() throws IOException {
    Map<String, String> wrong = new TreeMap<>();
    try (Socket socket = connect()) {
      for (String path : paths("get")) {
        String answer = ask(socket, "HEAD", path, "");
        if (!answer.startsWith("http/1.1 200") || answer.contains("transfer-encoding")) {
          wrong.put(path, answer);
        }
      }
      assertEquals(0, socket.getInputStream().available());
    }
    assertEquals(Map.of(), wrong);
  }

  @Test
  void whatIsDoneWithoutAWordIsAnsweredWithoutABody() throws IOException {
    List<String> paths = paths("delete");
    assertFalse(paths.isEmpty());
    try (Socket socket = connect()) {
      for (String path : paths) {
        String answer = ask(socket, "DELETE", path, "");

        assertTrue(answer.startsWith("http/1.1 204"), answer);
        assertFalse(announcesBody(answer), answer);
      }
      assertEquals(0, socket.getInputStream().available());
    }
  }

  /** A proxy in front may speak HTTP/1.0, which knows no chunks. */
  @Test
  void aCallerWhoKnowsNoChunksGetsALongAnswerToItsEnd() throws IOException {
    try (Socket socket = connect()) {
      socket
          .getOutputStream()
          .write("GET /v1/observations HTTP/1.0\r\nHost: x\r\n\r\n".getBytes(US_ASCII));
      String head = headOf(socket);

      assertFalse(head.contains("transfer-encoding"), head);
      long bytes = socket.getInputStream().transferTo(OutputStream.nullOutputStream());
      assertEquals((long) BusyOrigin.LONG << 20, bytes);
    }
  }

  /**
   * One answer for all sites: kept by a cache, it must not carry the name of the one that asked.
   */
  @Test
  void anAnswerForAllSitesVariesByWhatItDid() throws IOException {
    try (Socket socket = connect()) {
      String answer = ask(socket, "HEAD", "/v1/areas", "Origin: https://a.example\r\n");

      assertTrue(answer.contains("access-control-allow-origin: *\r\n"), answer);
      assertTrue(answer.contains("vary: accept, authorization\r\n"), answer);
    }
  }

  private static boolean announcesBody(String answer) {
    return answer.contains("transfer-encoding") || answer.contains("content-length");
  }

  private List<String> paths(String method) {
    List<String> paths = new ArrayList<>();
    for (Map.Entry<String, JsonNode> path : contract.document().path("paths").properties()) {
      boolean passedOn = path.getValue().has("x-solieu-service");
      if (passedOn && path.getValue().has(method) && !path.getKey().equals("/v1/observations")) {
        paths.add(path.getKey().replaceAll("\\{[^}]*}", "x"));
      }
    }
    return paths;
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket(gateway.getHost(), gateway.getPort());
    socket.setSoTimeout(10_000);
    return socket;
  }

  /** The head of the answer, in lower case. */
  private static String ask(Socket socket, String method, String path, String header)
      throws IOException {
    socket
        .getOutputStream()
        .write(
            (method + " " + path + " HTTP/1.1\r\nHost: x\r\n" + header + "\r\n")
                .getBytes(US_ASCII));
    return headOf(socket);
  }

  private static String headOf(Socket socket) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = socket.getInputStream().read();
      if (next < 0) {
        throw new IOException("Closed after: " + head);
      }
      head.append((char) next);
    }
    return head.toString().toLowerCase(Locale.ROOT);
  }
}
