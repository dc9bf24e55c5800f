package vn.solieu.local;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The distribution that the build has unpacked, started with the realm of the production set. */
final class Keycloak implements AutoCloseable {

  static final String SYSTEM = "so-nnmt";
  static final String PUBLIC_URL = "http://solieu.test";

  private static final Duration PATIENCE = Duration.ofMinutes(4);

  private final String adminPassword = UUID.randomUUID().toString();
  private final String systemSecret = UUID.randomUUID().toString();
  private final Api api;
  private final ManagedProcess process;

  Keycloak(Path realmFile, int port) throws IOException {
    Path distribution = Path.of(System.getProperty("solieu.keycloak"));
    Path data = distribution.resolve("data");
    Installation.delete(data);
    Path imports = Files.createDirectories(data.resolve("import"));
    Files.copy(
        realmFile, imports.resolve(realmFile.getFileName()), StandardCopyOption.REPLACE_EXISTING);
    api = Api.stranger(URI.create("http://127.0.0.1:" + port));
    process =
        ManagedProcess.start(
            data.resolve("keycloak.pid"),
            data.resolve("keycloak.log"),
            List.of(
                distribution.resolve("bin/kc.sh").toString(),
                "start-dev",
                "--import-realm",
                "--cache=local",
                "--http-host=127.0.0.1",
                "--http-port=" + port),
            Map.of(
                "JAVA_HOME",
                System.getProperty("java.home"),
                "JAVA_OPTS_KC_HEAP",
                "-Xms64m -Xmx384m",
                "JAVA_OPTS_APPEND",
                "-XX:TieredStopAtLevel=1",
                "KC_BOOTSTRAP_ADMIN_USERNAME",
                "admin",
                "KC_BOOTSTRAP_ADMIN_PASSWORD",
                adminPassword,
                "SO_NNMT_CLIENT_SECRET",
                systemSecret,
                "SOLIEU_PUBLIC_URL",
                PUBLIC_URL));
  }

  /** Returns when it gives out the keys of the realm. */
  void awaitReady() {
    await()
        .atMost(PATIENCE)
        .ignoreException(UncheckedIOException.class)
        .failFast("Keycloak ended, see its data/keycloak.log", () -> !process.isAlive())
        .until(() -> api.get(keys("solieu").getPath()).status() == 200);
  }

  Api api() {
    return api;
  }

  URI issuer(String realm) {
    return api.base().resolve("/realms/" + realm);
  }

  URI keys(String realm) {
    return api.base().resolve("/realms/" + realm + "/protocol/openid-connect/certs");
  }

  Realm realm(String name) {
    return new Realm(api, name, adminPassword);
  }

  String systemSecret() {
    return systemSecret;
  }

  long pid() {
    return process.pid();
  }

  @Override
  public void close() {
    process.stop();
  }
}
