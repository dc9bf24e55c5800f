package vn.solieu.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The committed contract of a service, {@code contracts/openapi/<service>.yaml}: what others build
 * on. The service must serve exactly that, so that no change of it goes unseen. {@code
 * -Dcontracts.update} writes what is served into the file, to be read and committed.
 */
public final class OpenApiContract {

  private final Path file;

  private OpenApiContract(Path file) {
    this.file = file;
  }

  public static OpenApiContract of(String service) {
    for (Path here = Path.of("").toAbsolutePath(); here != null; here = here.getParent()) {
      if (Files.isDirectory(here.resolve("contracts"))) {
        return new OpenApiContract(here.resolve("contracts/openapi/" + service + ".yaml"));
      }
    }
    throw new AssertionError("No contracts above " + Path.of("").toAbsolutePath());
  }

  /**
   * @param served the YAML that the service answers at {@code /openapi}
   * @throws AssertionError when it differs from what is committed, with the first line that does
   */
  public void assertServed(String served) {
    try {
      if (System.getProperty("contracts.update") != null) {
        Files.createDirectories(file.getParent());
        Files.writeString(file, served);
      }
      String committed = Files.exists(file) ? Files.readString(file) : "";
      if (!committed.equals(served)) {
        throw new AssertionError(
            "%s is not what the service serves, from line %d on. If that is meant, run the test with -Dcontracts.update and commit the file."
                .formatted(file.getFileName(), firstDifference(committed, served)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The document as it is committed. */
  public String committed() {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int firstDifference(String committed, String served) {
    String[] before = committed.split("\n", -1);
    String[] now = served.split("\n", -1);
    int line = 0;
    while (line < before.length && line < now.length && before[line].equals(now[line])) {
      line++;
    }
    return line + 1;
  }
}
