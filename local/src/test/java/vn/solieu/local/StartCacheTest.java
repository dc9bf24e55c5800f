package vn.solieu.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartCacheTest {

  @TempDir Path directory;

  private Path jar;
  private Path kept;
  private Path training;
  private StartCache cache;

  @BeforeEach
  void aJar() throws IOException {
    jar = Files.writeString(directory.resolve("service.jar"), "classes");
    kept = directory.resolve("aot/service.aot");
    training = directory.resolve("aot/service.aot.new");
    cache = new StartCache(directory.resolve("aot"), "service");
  }

  @Test
  void theFirstRunWritesItAndTheNextOnesUseIt() throws IOException {
    assertEquals(List.of("-XX:AOTCacheOutput=" + training), cache.options(jar));
    Files.writeString(training, "what the JVM wrote");

    cache.keep();

    assertEquals(List.of("-XX:AOTCache=" + kept), cache.options(jar));
    assertEquals("what the JVM wrote", Files.readString(kept));
  }

  @Test
  void ofANewBuildItIsWrittenAnew() throws IOException {
    cache.options(jar);
    Files.writeString(training, "of the old jar");
    cache.keep();
    Files.setLastModifiedTime(jar, FileTime.from(Instant.now().plusSeconds(60)));

    assertEquals(List.of("-XX:AOTCacheOutput=" + training), cache.options(jar));
    assertFalse(Files.exists(kept));
  }

  @Test
  void theTorsoOfARunThatWasKilledIsNeverUsed() throws IOException {
    cache.options(jar);
    Files.writeString(training, "half of it");

    assertEquals(List.of("-XX:AOTCacheOutput=" + training), cache.options(jar));
    assertFalse(Files.exists(training));
    assertFalse(Files.exists(kept));
  }
}
