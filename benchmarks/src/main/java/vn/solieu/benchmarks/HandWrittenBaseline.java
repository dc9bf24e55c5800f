package vn.solieu.benchmarks;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;

/**
 * The yardstick of reads: a handler over the tables of the stand, which knows no gate, and keeps
 * its statements prepared on a connection for each caller.
 */
final class HandWrittenBaseline implements AutoCloseable {

  /** What is written by hand. */
  @FunctionalInterface
  interface Handler {
    void answer(String path, Connection connection, OutputStream body)
        throws SQLException, IOException;
  }

  private final HttpServer server;
  private final BlockingQueue<Connection> connections = new ArrayBlockingQueue<>(Callers.COUNT);
  private final Handler handler;

  private HandWrittenBaseline(HttpServer server, Handler handler) {
    this.server = server;
    this.handler = handler;
  }

  static HandWrittenBaseline start(BenchmarkEnvironment stand, Handler handler)
      throws IOException, SQLException {
    HandWrittenBaseline started =
        new HandWrittenBaseline(
            HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0), handler);
    for (int i = 0; i < Callers.COUNT; i++) {
      started.connections.add(stand.connect());
    }
    started.server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    started.server.createContext("/", started::answer);
    started.server.start();
    return started;
  }

  URI at(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  private void answer(HttpExchange exchange) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    try {
      Connection connection = connections.take();
      try {
        handler.answer(exchange.getRequestURI().getPath(), connection, body);
      } finally {
        connections.add(connection);
      }
    } catch (SQLException e) {
      throw new IOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
    exchange.sendResponseHeaders(200, body.size());
    try (var out = exchange.getResponseBody()) {
      body.writeTo(out);
    }
  }

  @Override
  public void close() throws SQLException {
    server.stop(0);
    for (Connection connection : connections) {
      connection.close();
    }
  }
}
