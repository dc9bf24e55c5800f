package vn.solieu.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A process of the installation. Its id and its instant of start are written to a file, so that a
 * later launcher finds what an earlier one left behind, and never takes a stranger that got the
 * same id for it.
 */
final class ManagedProcess {

  /** A service that writes its start cache as it ends takes so long on a small, busy machine. */
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final Path record;
  private final ProcessHandle process;

  private ManagedProcess(Path record, ProcessHandle process) {
    this.record = record;
    this.process = process;
  }

  /**
   * Starts a program; what it prints goes to the log file, which keeps what earlier runs printed.
   *
   * @param record the file that remembers the process
   * @param environment added to the environment of this process
   */
  static ManagedProcess start(
      Path record, Path log, List<String> command, Map<String, String> environment)
      throws IOException {
    Files.createDirectories(log.getParent());
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().putAll(environment);
    return remember(record, builder.start().toHandle());
  }

  /** Writes down a process that runs already, for {@link #find}. */
  static ManagedProcess remember(Path record, ProcessHandle process) throws IOException {
    Files.createDirectories(record.getParent());
    Files.writeString(record, "%d %d%n".formatted(process.pid(), started(process)));
    return new ManagedProcess(record, process);
  }

  /** The process that the file remembers, if it still runs. */
  static Optional<ManagedProcess> find(Path record) {
    if (!Files.exists(record)) {
      return Optional.empty();
    }
    try {
      String[] words = Files.readString(record).strip().split(" ");
      return words.length == 2
          ? ProcessHandle.of(Long.parseLong(words[0]))
              .filter(process -> process.isAlive() && started(process) == Long.parseLong(words[1]))
              .map(process -> new ManagedProcess(record, process))
          : Optional.empty();
    } catch (NumberFormatException halfWritten) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long started(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
  }

  long pid() {
    return process.pid();
  }

  boolean isThisProcess() {
    return pid() == ProcessHandle.current().pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Runs the action when it ends, whoever ended it. */
  void onExit(Runnable action) {
    process.onExit().thenRun(action);
  }

  /**
   * Asks it to end, and kills it if it has not ended after {@link #PATIENCE}; whether it ended by
   * itself.
   */
  boolean stop() {
    process.destroy();
    boolean byItself = ended(PATIENCE);
    if (!byItself) {
      process.destroyForcibly();
      ended(PATIENCE);
    }
    forget();
    return byItself;
  }

  /** SIGKILL: it has no time to clean up. */
  void kill() {
    process.destroyForcibly();
    ended(PATIENCE);
    forget();
  }

  private boolean ended(Duration patience) {
    try {
      process.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException stillRuns) {
      return false;
    } catch (ExecutionException e) {
      throw new CompletionException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  void forget() {
    try {
      Files.deleteIfExists(record);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
