package vn.solieu.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import vn.solieu.embedded.DevelopmentTokens;
import vn.solieu.embedded.EnvironmentDescriptor;

/**
 * Configures a tested service for the environment of the build, with a database and topics that no
 * other test JVM sees. Nothing is stopped afterwards: the environment ends with the build.
 */
public final class TestEnvironmentResource implements QuarkusTestResourceLifecycleManager {

  @Override
  public Map<String, String> start() {
    EnvironmentDescriptor environment = SharedTestEnvironment.announcement();
    String module = Path.of("").toAbsolutePath().getFileName().toString();
    return Map.of(
        "quarkus.datasource.jdbc.url",
            environment.jdbcUrl(SharedTestEnvironment.createDatabase(module)),
        "quarkus.datasource.username", environment.jdbcUsername(),
        "quarkus.datasource.password", environment.jdbcPassword(),
        "kafka.bootstrap.servers", environment.bootstrapServers(),
        "mp.jwt.verify.publickey.location", environment.issuerUrl() + "/jwks",
        "mp.jwt.verify.issuer", DevelopmentTokens.ISSUER,
        "solieu.topic.prefix", "test-" + UUID.randomUUID().toString().substring(0, 8) + ".");
  }

  @Override
  public void stop() {}
}
