package vn.solieu.embedded;

import java.nio.file.Path;
import java.util.List;

/** The JVM of an environment: small, and quick to start. */
final class JavaCommand {

  static List<String> of(String classPath) {
    return List.of(
        java(),
        // The unpacking of PostgreSQL needs more than half of it.
        "-Xmx192m",
        // Rather none than one that lives on half dead.
        "-XX:+ExitOnOutOfMemoryError",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseCompactObjectHeaders",
        "-Djava.util.logging.SimpleFormatter.format=%1$tT %4$s %3$s: %5$s%6$s%n",
        "--sun-misc-unsafe-memory-access=allow",
        "--enable-native-access=ALL-UNNAMED",
        "-cp",
        classPath);
  }

  static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  private JavaCommand() {}
}
