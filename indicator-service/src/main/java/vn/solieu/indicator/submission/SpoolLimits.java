package vn.solieu.indicator.submission;

import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How much, how long, and where bodies are received. */
@Singleton
class SpoolLimits {

  private final Spool.Limits limits;

  SpoolLimits(
      @ConfigProperty(name = "solieu.submission.max-bytes", defaultValue = "134217728")
          long mostBytes,
      @ConfigProperty(name = "solieu.submission.max-time", defaultValue = "PT10M")
          Duration mostTime,
      @ConfigProperty(name = "solieu.submission.directory") Optional<Path> directory) {
    limits =
        new Spool.Limits(
            directory.orElse(Path.of(System.getProperty("java.io.tmpdir"))), mostBytes, mostTime);
  }

  Spool.Limits limits() {
    return limits;
  }
}
