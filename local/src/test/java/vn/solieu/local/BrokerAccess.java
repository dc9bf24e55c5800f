package vn.solieu.local;

import static java.util.stream.Collectors.toMap;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.yaml.snakeyaml.Yaml;
import vn.solieu.embedded.Component;
import vn.solieu.embedded.EnvironmentSpec;
import vn.solieu.embedded.FreePort;

/**
 * The broker's access control as it is deployed: the settings of docker-compose.yml, and the users
 * of deploy/kafka/access.txt with what access.sh allows them.
 */
final class BrokerAccess {

  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();

  /** Of the machine, not of the broker's access. */
  private static final List<String> OTHERS =
      List.of("KAFKA_HEAP_OPTS", "KAFKA_GC_LOG_OPTS", "KAFKA_LOG_DIRS");

  private final int services = FreePort.find();
  private final int controller = FreePort.find();
  private final int local = FreePort.find();

  /** A line of access.txt. */
  record User(String service, String own, String passwordVariable, List<String> reads) {

    static List<User> all() {
      try (Stream<String> lines = Files.lines(ROOT.resolve("deploy/kafka/access.txt"))) {
        return lines
            .filter(line -> !line.isBlank() && !line.startsWith("#"))
            .map(line -> line.split("\\s+"))
            .map(line -> new User(line[0], line[1], line[2], List.of(line[3].split(","))))
            .toList();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private List<AclBinding> bindings() {
      List<AclBinding> all = new ArrayList<>();
      PatternType prefixed = PatternType.PREFIXED;
      for (AclOperation operation :
          List.of(
              AclOperation.READ, AclOperation.WRITE, AclOperation.CREATE, AclOperation.DESCRIBE)) {
        all.add(allow(ResourceType.TOPIC, own, prefixed, operation));
      }
      for (AclOperation operation : List.of(AclOperation.WRITE, AclOperation.DESCRIBE)) {
        all.add(allow(ResourceType.TRANSACTIONAL_ID, own, prefixed, operation));
      }
      all.add(allow(ResourceType.GROUP, own, prefixed, AclOperation.READ));
      all.add(allow(ResourceType.GROUP, service, prefixed, AclOperation.READ));
      for (String topic : reads) {
        all.add(allow(ResourceType.TOPIC, topic, PatternType.LITERAL, AclOperation.READ));
        all.add(allow(ResourceType.TOPIC, topic, PatternType.LITERAL, AclOperation.DESCRIBE));
      }
      for (AclOperation operation :
          List.of(AclOperation.WRITE, AclOperation.CREATE, AclOperation.DESCRIBE)) {
        all.add(allow(ResourceType.TOPIC, "solieu.public.v1", PatternType.LITERAL, operation));
      }
      return all;
    }

    private AclBinding allow(
        ResourceType type, String name, PatternType pattern, AclOperation operation) {
      return new AclBinding(
          new ResourcePattern(type, name, pattern),
          new AccessControlEntry("User:" + service, "*", operation, AclPermissionType.ALLOW));
    }
  }

  EnvironmentSpec on(EnvironmentSpec plan) {
    return plan.withPort(Component.BROKER, services).withBrokerSettings(settings());
  }

  @SuppressWarnings("unchecked")
  private Map<String, String> settings() {
    Map<String, Object> compose;
    try {
      compose = new Yaml().load(Files.readString(ROOT.resolve("docker-compose.yml")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var kafka = (Map<String, Object>) ((Map<String, Object>) compose.get("services")).get("kafka");
    return ((Map<String, Object>) kafka.get("environment"))
        .entrySet().stream()
            .filter(entry -> entry.getKey().startsWith("KAFKA_"))
            .filter(entry -> !OTHERS.contains(entry.getKey()))
            .collect(toMap(entry -> property(entry.getKey()), entry -> here(entry.getValue())));
  }

  /** As the image reads its environment. */
  private static String property(String variable) {
    return variable
        .substring("KAFKA_".length())
        .toLowerCase(Locale.ROOT)
        .replace("___", "-")
        .replace('_', '.');
  }

  /** The ports of this machine, on its loopback alone. */
  private String here(Object value) {
    return String.valueOf(value)
        .replace("://:9092", "://127.0.0.1:" + services)
        .replace("kafka:9092", "127.0.0.1:" + services)
        .replace("localhost:9093", "127.0.0.1:" + controller)
        .replace("localhost:9094", "127.0.0.1:" + local);
  }

  /** Makes the users and allows them what is theirs, as access.sh does. */
  void set() {
    List<UserScramCredentialAlteration> users =
        User.all().stream()
            .<UserScramCredentialAlteration>map(
                user ->
                    new UserScramCredentialUpsertion(
                        user.service(),
                        new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096),
                        password(user.service())))
            .toList();
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", "127.0.0.1:" + local))) {
      admin.alterUserScramCredentials(users).all().get();
      admin
          .createAcls(User.all().stream().flatMap(user -> user.bindings().stream()).toList())
          .all()
          .get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String password(String service) {
    return "of-" + service;
  }

  /** How a client says that it is this service. */
  Map<String, String> of(String service) {
    return as(service, password(service));
  }

  Map<String, String> as(String user, String password) {
    return Map.of(
        "security.protocol", "SASL_PLAINTEXT",
        "sasl.mechanism", "SCRAM-SHA-512",
        "sasl.jaas.config",
            "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"%s\";"
                .formatted(user, password));
  }
}
