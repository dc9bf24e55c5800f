package vn.solieu.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An environment as a child of this process. It can be stopped or killed, and started again: then
 * on the same directory and the same ports, as its clients would find it after a crash.
 */
public final class EmbeddedProcess implements AutoCloseable {

  private static final Duration START_LIMIT = Duration.ofMinutes(2);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(30);
  private static final Duration LOOK_EVERY = Duration.ofMillis(20);

  private final String classPath;
  private final Map<String, String> environment;
  private EnvironmentSpec plan;
  private @Nullable Process process;
  private @Nullable EnvironmentDescriptor descriptor;

  /** An environment on the class path of this process. */
  public EmbeddedProcess(EnvironmentSpec plan) {
    this(plan, System.getProperty("java.class.path"));
  }

  /**
   * An environment on a class path of its own, for a program that does not want PostgreSQL and
   * Kafka on its own one.
   */
  public EmbeddedProcess(EnvironmentSpec plan, String classPath) {
    this(plan, classPath, Map.of());
  }

  EmbeddedProcess(EnvironmentSpec plan, String classPath, Map<String, String> environment) {
    this.plan = plan;
    this.classPath = classPath;
    this.environment = environment;
  }

  /** Returns when every component can be used. */
  public synchronized EnvironmentDescriptor start() throws IOException {
    if (isAlive()) {
      throw new IllegalStateException("The environment in " + plan.directory() + " is running.");
    }
    Files.createDirectories(plan.directory());
    EnvironmentDescriptor.remove(plan.directory());
    List<String> command = new ArrayList<>(JavaCommand.of(classPath));
    command.add(DevEnvironment.class.getName());
    command.addAll(plan.toArguments());
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
    builder.environment().putAll(environment);
    process = builder.start();
    descriptor = awaitDescriptor(process);
    keepPorts(descriptor);
    return descriptor;
  }

  private EnvironmentDescriptor awaitDescriptor(Process started) throws IOException {
    long deadline = System.nanoTime() + START_LIMIT.toNanos();
    while (System.nanoTime() < deadline) {
      var found = EnvironmentDescriptor.read(plan.directory());
      if (found.isPresent()) {
        return found.get();
      }
      if (!started.isAlive()) {
        throw new IOException(
            "The environment did not start. It said, in " + log() + ":\n" + lastWords());
      }
      LockSupport.parkNanos(LOOK_EVERY.toNanos());
    }
    started.destroy();
    throw new IOException("The environment was not ready in time. See " + log());
  }

  private void keepPorts(EnvironmentDescriptor ready) {
    ready
        .find(EnvironmentDescriptor.DATABASE_PORT)
        .ifPresent(port -> plan = plan.withPort(Component.DATABASE, Integer.parseInt(port)));
    ready
        .find(EnvironmentDescriptor.BROKER_PORT)
        .ifPresent(port -> plan = plan.withPort(Component.BROKER, Integer.parseInt(port)));
    ready
        .find(EnvironmentDescriptor.ISSUER_PORT)
        .ifPresent(port -> plan = plan.withPort(Component.ISSUER, Integer.parseInt(port)));
  }

  private Path log() {
    return plan.directory().resolve("house.log");
  }

  private String lastWords() throws IOException {
    List<String> lines = Files.readAllLines(log());
    return String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
  }

  public synchronized boolean isAlive() {
    return process != null && !ProcessTermination.hasEnded(process.toHandle());
  }

  public synchronized EnvironmentDescriptor announcement() {
    if (descriptor == null) {
      throw new IllegalStateException(
          "The environment in " + plan.directory() + " was not started.");
    }
    return descriptor;
  }

  /** As a service manager would: the components close what they hold. */
  public synchronized void stop() throws IOException {
    if (process == null) {
      return;
    }
    process.destroy();
    try {
      if (!process.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        kill();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      kill();
    }
  }

  /**
   * As a crash would: no component can close anything. PostgreSQL is a process of its own, and dies
   * as well.
   */
  public synchronized void kill() {
    if (process == null) {
      return;
    }
    Stream<ProcessHandle> own = Stream.of(process.toHandle());
    Stream<ProcessHandle> launched = process.descendants();
    Stream<ProcessHandle> database =
        descriptor == null
            ? Stream.empty()
            : descriptor
                .find(EnvironmentDescriptor.DATABASE_PID)
                .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid)))
                .filter(ProcessHandle::isAlive)
                .stream()
                .flatMap(
                    postmaster -> Stream.concat(Stream.of(postmaster), postmaster.descendants()));
    List<ProcessHandle> all = Stream.of(own, launched, database).flatMap(each -> each).toList();
    all.forEach(ProcessHandle::destroyForcibly);
    all.forEach(each -> ProcessTermination.await(each, STOP_LIMIT));
  }

  @Override
  public void close() throws IOException {
    stop();
  }
}
