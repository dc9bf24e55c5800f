package vn.solieu.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** A packaged service as a child process. */
record ServiceProcess(String name, ManagedProcess child, URI address, Path log) {

  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final Duration LOOK_EVERY = Duration.ofMillis(100);

  /**
   * Starts a packaged service without waiting for it.
   *
   * @param name of this copy: names its log and the file that remembers it
   * @param commonOptions file of the options of the JVM that services have wherever they run
   * @param options of the JVM, beside those
   * @param configuration by property name
   */
  static ServiceProcess start(
      String name,
      Path commonOptions,
      Path jar,
      Path data,
      int port,
      List<String> options,
      Map<String, String> configuration)
      throws IOException {
    if (!Files.exists(jar)) {
      throw new IOException(jar + " is not there: build it with ./mvnw -Dquick package");
    }
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("@" + commonOptions);
    // Many JVMs on a small machine: little heap each, and no thread of a collector or second
    // compiler.
    command.addAll(List.of("-Xmx224m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(options);
    configuration.forEach((property, value) -> command.add("-D" + property + "=" + value));
    command.add("-Dquarkus.http.host=127.0.0.1");
    command.add("-Dquarkus.http.port=" + port);
    command.add("-Dquarkus.management.host=127.0.0.1");
    command.add("-jar");
    command.add(jar.toString());
    Path log = data.resolve("logs").resolve(name + ".log");
    ManagedProcess child =
        ManagedProcess.start(data.resolve("run").resolve(name + ".pid"), log, command, Map.of());
    return new ServiceProcess(name, child, URI.create("http://127.0.0.1:" + port), log);
  }

  /**
   * Returns when it says that it is ready.
   *
   * @throws IOException if it ends instead, or is not ready in time; with the end of its log
   */
  void awaitReady() throws IOException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!isReady(address)) {
      if (!child.isAlive()) {
        throw new IOException(name + " ended while it started:\n" + lastWords());
      }
      if (System.nanoTime() > deadline) {
        throw new IOException(
            name + " is not ready after " + PATIENCE.toSeconds() + " s:\n" + lastWords());
      }
      LockSupport.parkNanos(LOOK_EVERY.toNanos());
    }
  }

  static boolean isReady(URI address) {
    try {
      return Api.stranger(address).get("/q/health/ready").status() == 200;
    } catch (UncheckedIOException notListening) {
      return false;
    }
  }

  private String lastWords() throws IOException {
    List<String> lines = Files.readAllLines(log);
    return String.join("\n", lines.subList(Math.max(0, lines.size() - 25), lines.size()))
        + "\nThe whole log: "
        + log;
  }
}
