package vn.solieu.local;

import java.nio.file.Path;

/** What runs as a JVM of its own. The gateway comes last: it shows what the others have. */
enum Service {
  CALENDAR("calendar-service", 8082, "solieu_calendar"),
  INDICATOR("indicator-service", 8081, "solieu_indicator"),
  CATALOG("catalog-service", 8083, "solieu_catalog"),
  GATEWAY("gateway", 8080, "");

  private final String title;
  private final int port;
  private final String database;

  Service(String title, int port, String database) {
    this.title = title;
    this.port = port;
    this.database = database;
  }

  /** The name of the module, of the log and of the health entry. */
  String title() {
    return title;
  }

  int port() {
    return port;
  }

  /** Where its metrics are. */
  int managementPort() {
    return port + 1000;
  }

  /** Name of its database; empty where it has none. */
  String database() {
    return database;
  }

  boolean hasDatabase() {
    return !database.isEmpty();
  }

  /** Options of the JVM that services have wherever they run, in an image or here. */
  static Path commonOptions(Path root) {
    return root.resolve("deploy/service/jvm.options");
  }

  /** Where the build leaves it. */
  Path jar(Path root) {
    return root.resolve(title).resolve("target/quarkus-app/quarkus-run.jar");
  }
}
