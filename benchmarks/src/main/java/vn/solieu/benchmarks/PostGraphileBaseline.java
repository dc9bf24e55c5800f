package vn.solieu.benchmarks;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * PostGraphile over the database of the stand; {@code npm install postgraphile@4.14.1} brings it.
 */
record PostGraphileBaseline(Process process, URI address) implements AutoCloseable {

  private static final int PORT = 25433;

  /**
   * @param program its command, as {@code node_modules/.bin/postgraphile}
   */
  static PostGraphileBaseline start(String program, String database)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                program,
                "--connection",
                database,
                "--schema",
                "public",
                "--host",
                "127.0.0.1",
                "--port",
                Integer.toString(PORT),
                "--disable-query-log",
                "--max-pool-size",
                "8")
            .redirectErrorStream(true)
            .redirectOutput(Path.of("benchmarks/target/stand/postgraphile.log").toFile())
            .start();
    while (!listens()) {
      if (process.waitFor(100, TimeUnit.MILLISECONDS)) {
        throw new IOException("PostGraphile ended; see benchmarks/target/stand/postgraphile.log");
      }
    }
    return new PostGraphileBaseline(process, URI.create("http://127.0.0.1:" + PORT + "/graphql"));
  }

  private static boolean listens() {
    try (Socket socket = new Socket("127.0.0.1", PORT)) {
      return socket.isConnected();
    } catch (IOException notYet) {
      return false;
    }
  }

  @Override
  public void close() {
    process.destroy();
  }
}
