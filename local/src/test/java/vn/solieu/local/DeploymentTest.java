package vn.solieu.local;

import static java.util.stream.Collectors.toCollection;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;
import vn.solieu.embedded.DevelopmentTokens;

/** What docker-compose.yml promises, read from the file: no engine is needed to hold it to that. */
class DeploymentTest {

  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();

  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z_]+)(:[-?][^}]*)?}");
  private static final Pattern REQUIRED = Pattern.compile("\\$\\{[A-Z_]+:\\?[^}]+}");
  private static final Pattern SECRET =
      Pattern.compile(".*(PASSWORD|SECRET|CREDENTIAL|TOKEN|SERVICE_KEY).*");

  /** Of ours, a version; of others, a version and the digest that .env gives it. */
  private static final Pattern PINNED =
      Pattern.compile(
          "solieu/[^:@]+:(\\d+\\.\\d+.*|\\$\\{SOLIEU_VERSION:-\\d+\\.\\d+[^}]*})"
              + "|(?!solieu/)[^:@]+:\\d+\\.\\d+[^$]*\\$\\{[A-Z]+_DIGEST(:-)?}");

  private static final Set<String> STORES = Set.of("postgres", "kafka");
  private static final Set<String> SERVICES =
      Set.of("indicator-service", "calendar-service", "catalog-service");

  private final String compose = read("docker-compose.yml");
  private final Map<String, Map<String, Object>> services = services();

  @Test
  void thereAreTheStoresTheIdentityProviderAndTheFourServices() {
    assertEquals(
        Set.of(
            "postgres",
            "kafka",
            "keycloak",
            "indicator-service",
            "calendar-service",
            "catalog-service",
            "gateway"),
        services.keySet());
  }

  @Test
  void theTestsKnowTheKafkaThatIsDeployed() {
    assertEquals(
        "apache/kafka:" + version("kafka") + "${KAFKA_DIGEST:-}",
        services.get("kafka").get("image"));
  }

  @Test
  void theTestsKnowTheKeycloakThatIsDeployed() {
    String version = version("keycloak");
    assertEquals(
        List.of(version, version),
        Pattern.compile("(?m)^FROM quay\\.io/keycloak/keycloak:(\\S+?)\\$\\{KEYCLOAK_DIGEST}")
            .matcher(read("deploy/keycloak/Dockerfile"))
            .results()
            .map(result -> result.group(1))
            .toList());
    assertEquals("solieu/keycloak:" + version, services.get("keycloak").get("image"));
  }

  @Test
  void everyServiceSaysWhetherItIsWell() {
    assertEquals(
        List.of(),
        without(
            service ->
                service.get("healthcheck") instanceof Map<?, ?> check
                    && check.get("test") instanceof List<?> test
                    && test.size() > 1
                    && check.keySet().containsAll(Set.of("interval", "timeout", "retries"))));
  }

  @Test
  void everyServiceIsBoundedInMemoryAndProcesses() {
    assertEquals(
        List.of(),
        without(service -> service.containsKey("mem_limit") && service.containsKey("pids_limit")));
  }

  @Test
  void noServiceIsRootOrWritesBesideItsVolumes() {
    assertEquals(
        List.of(),
        without(
            service ->
                Boolean.TRUE.equals(service.get("read_only"))
                    && service.get("user") instanceof String user
                    && user.matches("[1-9]\\d*:\\d+")
                    && List.of("ALL").equals(service.get("cap_drop"))
                    && List.of("no-new-privileges:true").equals(service.get("security_opt"))
                    && !service.containsKey("privileged")
                    && !service.containsKey("cap_add")));
  }

  @Test
  void everyServiceHasTimeToStopAndComesBackAfterACrash() {
    assertEquals(
        List.of(),
        without(
            service ->
                service.containsKey("stop_grace_period")
                    && "unless-stopped".equals(service.get("restart"))));
  }

  /** The grace of the container is longer than the time that requests get to finish. */
  @Test
  void requestsUnderWayAreFinishedBeforeAServiceIsKilled() {
    for (String name : with(SERVICES, "gateway")) {
      assertTrue(
          seconds(service(name).get("stop_grace_period"))
              > seconds(environment(name).get("QUARKUS_SHUTDOWN_TIMEOUT")),
          name);
    }
  }

  @Test
  void everyImageIsOfOneVersion() {
    assertEquals(
        List.of(),
        without(
            service ->
                service.get("image") instanceof String image && PINNED.matcher(image).matches()));
    for (String dockerfile : dockerfiles()) {
      List<String[]> stages =
          read(dockerfile)
              .lines()
              .filter(line -> line.startsWith("FROM "))
              .map(line -> line.split(" "))
              .toList();
      Set<String> own =
          stages.stream()
              .filter(stage -> stage.length == 4)
              .map(stage -> stage[3])
              .collect(toCollection(TreeSet::new));
      List<String> bases =
          stages.stream().map(stage -> stage[1]).filter(base -> !own.contains(base)).toList();
      assertFalse(bases.isEmpty(), dockerfile);
      assertTrue(
          bases.stream().allMatch(base -> PINNED.matcher(base).matches()),
          dockerfile + " starts from " + bases);
    }
  }

  @Test
  void nothingStartsBeforeWhatItStandsOnIsWell() {
    for (String name : services.keySet()) {
      dependencies(name)
          .forEach(
              (other, dependency) ->
                  assertEquals(
                      Map.of("condition", "service_healthy"), dependency, name + " on " + other));
    }
    SERVICES.forEach(name -> assertEquals(STORES, dependencies(name).keySet(), name));
    assertEquals(Set.of("postgres"), dependencies("keycloak").keySet());
    assertEquals(with(SERVICES, "keycloak"), dependencies("gateway").keySet());
  }

  @Test
  void onlyTheGatewayAndKeycloakAreReachedFromOutsideAndOnTheLoopbackUnlessToldOtherwise() {
    Map<String, List<String>> published = published();
    assertEquals(Set.of("gateway", "keycloak"), published.keySet());
    published
        .values()
        .forEach(
            ports ->
                ports.forEach(
                    port -> assertTrue(port.startsWith("${SOLIEU_BIND:-127.0.0.1}:"), port)));
  }

  /** Who is let into one container does not thereby reach all others. */
  @Test
  void databasesBrokerAndServicesAreOnNetworksOfTheirOwnWithoutAWayOut() {
    Map<String, List<String>> expected = new TreeMap<>();
    expected.put("postgres", List.of("database"));
    expected.put("kafka", List.of("broker"));
    SERVICES.forEach(name -> expected.put(name, List.of("database", "broker", "inside")));
    expected.put("keycloak", List.of("database", "inside", "edge"));
    expected.put("gateway", List.of("inside", "edge"));
    Map<String, Object> actual = new TreeMap<>();
    services.forEach((name, service) -> actual.put(name, service.get("networks")));

    assertEquals(expected, actual);
    Map<String, Object> networks = new TreeMap<>(section("networks"));
    assertEquals(Map.of(), networks.remove("edge"));
    assertEquals(
        Map.of(
            "database", Map.of("internal", true),
            "broker", Map.of("internal", true),
            "inside", Map.of("internal", true)),
        networks);
  }

  /** What listens to others asks who they are; what does not listens in its container alone. */
  @Test
  void nobodyReachesTheBrokerWithoutANameAndARight() {
    Map<String, Object> kafka = environment("kafka");
    Map<String, String> protocols = new TreeMap<>();
    for (String pair :
        String.valueOf(kafka.get("KAFKA_LISTENER_SECURITY_PROTOCOL_MAP")).split(",")) {
      protocols.put(pair.split(":")[0], pair.split(":")[1]);
    }
    for (String listener : String.valueOf(kafka.get("KAFKA_LISTENERS")).split(",")) {
      String protocol = protocols.get(listener.substring(0, listener.indexOf("://")));
      assertTrue(listener.contains("://localhost:") || protocol.equals("SASL_PLAINTEXT"), listener);
    }
    assertEquals(
        "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
        kafka.get("KAFKA_AUTHORIZER_CLASS_NAME"));
    // Who is anonymous is in the container: over the network everybody has a name.
    assertEquals("User:ANONYMOUS", kafka.get("KAFKA_SUPER_USERS"));
    assertFalse(kafka.containsKey("KAFKA_ALLOW_EVERYONE_IF_NO_ACL_FOUND"));
    for (String name : SERVICES) {
      Map<String, Object> environment = environment(name);
      assertEquals("SASL_PLAINTEXT", environment.get("KAFKA_SECURITY_PROTOCOL"), name);
      assertEquals("SCRAM-SHA-512", environment.get("KAFKA_SASL_MECHANISM"), name);
      String password = name.replace("-service", "").toUpperCase(Locale.ROOT) + "_KAFKA_PASSWORD";
      String secret = "${" + password + ":?see .env.example}";
      assertEquals(
          "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"%s\";"
              .formatted(name, secret),
          environment.get("KAFKA_SASL_JAAS_CONFIG"));
      assertEquals(secret, kafka.get(password));
    }
  }

  /** A service that hears a topic which it may not read would wait for ever, and not say so. */
  @Test
  void eachServiceMayWriteItsOwnTopicsAloneAndReadWhatItHears() throws IOException {
    Map<String, BrokerAccess.User> users = new TreeMap<>();
    BrokerAccess.User.all().forEach(user -> users.put(user.service(), user));

    assertEquals(SERVICES, users.keySet());
    for (BrokerAccess.User user : users.values()) {
      Properties properties = new Properties();
      properties.load(
          new StringReader(read(user.service() + "/src/main/resources/application.properties")));
      String own = "solieu." + properties.getProperty("solieu.service") + ".";
      assertEquals(own, user.own());
      assertEquals(
          user.service().replace("-service", "").toUpperCase(Locale.ROOT) + "_KAFKA_PASSWORD",
          user.passwordVariable());
      Set<String> heard = new TreeSet<>();
      for (String name : properties.stringPropertyNames()) {
        if (name.matches("mp\\.messaging\\.incoming\\..+\\.topics")) {
          Stream.of(properties.getProperty(name).split(","))
              .map(topic -> topic.replace("${solieu.topic.prefix:}", ""))
              .filter(topic -> !topic.startsWith(own))
              .forEach(heard::add);
        }
      }
      if (!"false".equals(properties.getProperty("solieu.publication.follower.enabled"))) {
        heard.add("solieu.calendar.publication.v1");
      }
      assertEquals(heard, new TreeSet<>(user.reads()), user.service());
    }
  }

  /** A person of the office needs more than a password that somebody may have seen. */
  @Test
  void personsHaveASecondFactorAndAreSentBackToNamedAddressesAlone() throws IOException {
    JsonNode realm = realm();
    JsonNode secondFactor = named(realm.get("requiredActions"), "alias", "CONFIGURE_TOTP");
    assertTrue(secondFactor.get("enabled").asBoolean());
    assertTrue(secondFactor.get("defaultAction").asBoolean());
    assertFalse(realm.get("otpPolicyCodeReusable").asBoolean());
    assertTrue(realm.get("bruteForceProtected").asBoolean());
    assertTrue(realm.get("failureFactor").asInt() <= 10);
    for (JsonNode client : realm.get("clients")) {
      for (JsonNode address : client.path("redirectUris")) {
        assertFalse(address.asText().contains("*"), address.asText());
      }
    }
  }

  /** They tell how many pushes and listings there were before an instant (docs/adr/0016). */
  @Test
  void metricsHaveAPortInEveryContainerThatIsNeitherPublishedNorExposed() {
    published()
        .forEach(
            (name, ports) ->
                ports.forEach(port -> assertTrue(port.endsWith(":8080"), name + port)));
    List<String> lines = read("deploy/service/Dockerfile").lines().toList();
    assertTrue(lines.contains("ENV QUARKUS_HTTP_PORT=8080 QUARKUS_MANAGEMENT_PORT=9080"));
    assertEquals(
        List.of("EXPOSE 8080"), lines.stream().filter(line -> line.startsWith("EXPOSE ")).toList());
    for (String name : with(SERVICES, "gateway")) {
      assertEquals(
          List.of(),
          environment(name).keySet().stream()
              .filter(it -> it.matches("QUARKUS_(HTTP|MANAGEMENT)_.*"))
              .toList(),
          name);
    }
  }

  /** Whoever is reached from outside has none: it could not be told from a service. */
  @Test
  void theServicesShareAKeyThatNobodyElseHas() {
    for (String name : services.keySet()) {
      assertEquals(
          SERVICES.contains(name) ? "${SOLIEU_SERVICE_KEY:?see .env.example}" : null,
          services.get(name).get("environment") == null
              ? null
              : environment(name).get("SOLIEU_SERVICE_KEY"),
          name);
    }
  }

  @Test
  void noSecretStandsInTheRepositoryAndNoneHasADefault() throws IOException {
    for (String name : services.keySet()) {
      environment(name)
          .forEach(
              (variable, value) -> {
                if (SECRET.matcher(variable).matches()) {
                  assertTrue(
                      REQUIRED.matcher(String.valueOf(value)).matches(),
                      name + " has " + variable + " without asking for it");
                }
              });
    }
    exampleAssignments()
        .forEach(line -> assertTrue(line.endsWith("="), "An example may hold no value of " + line));
    JsonNode realm = realm();
    assertEquals(
        List.of("${SO_NNMT_CLIENT_SECRET}"), List.copyOf(realm.findValuesAsText("secret")));
    assertEquals(List.of(), realm.findValues("credentials"));
    for (JsonNode user : realm.get("users")) {
      assertTrue(user.has("serviceAccountClientId"), user + " is a person");
    }
    assertEquals(
        List.of(),
        Stream.of(".env")
            .filter(file -> read(".gitignore").lines().noneMatch(file::equals))
            .toList());
  }

  @Test
  void everyVariableIsInTheExampleAndInTheGuide() {
    Set<String> used =
        VARIABLE
            .matcher(compose)
            .results()
            .map(it -> it.group(1))
            .collect(toCollection(TreeSet::new));
    Set<String> required =
        VARIABLE
            .matcher(compose)
            .results()
            .filter(it -> it.group(2).startsWith(":?"))
            .map(it -> it.group(1))
            .collect(toCollection(TreeSet::new));
    String example = read(".env.example");
    Set<String> explained =
        Pattern.compile("(?m)^#?([A-Z_]+)=")
            .matcher(example)
            .results()
            .map(it -> it.group(1))
            .collect(toCollection(TreeSet::new));

    assertEquals(used, explained);
    assertEquals(
        required,
        exampleAssignments()
            .map(line -> line.substring(0, line.indexOf('=')))
            .collect(toCollection(TreeSet::new)));
    String guide = read("docs/operations.md");
    assertEquals(
        List.of(), used.stream().filter(name -> !guide.contains("`" + name + "`")).toList());
  }

  @Test
  void theImageOfAServiceIsLayeredChecksItselfAndPassesSignalsOn() {
    List<String> lines = read("deploy/service/Dockerfile").lines().toList();
    int libraries = indexOf(lines, "COPY ${SERVICE}/target/quarkus-app/lib/");
    int application = indexOf(lines, "COPY ${SERVICE}/target/quarkus-app/app/");

    assertTrue(libraries < application, "a change of our classes would send every library anew");
    assertTrue(lines.get(indexOf(lines, "USER ")).matches("USER [1-9]\\d*:\\d+"));
    assertTrue(indexOf(lines, "HEALTHCHECK ") > 0);
    assertTrue(lines.get(indexOf(lines, "ENTRYPOINT ")).startsWith("ENTRYPOINT [\"java\""));
  }

  /** Otherwise the JVM would refuse it at every start, and nobody would notice. */
  @Test
  void theStartCacheIsMadeByTheJvmAndForTheOptionsThatUseIt() {
    List<String> lines = read("deploy/service/Dockerfile").lines().toList();
    int training = indexOf(lines, "FROM postgres:");

    assertEquals(
        "FROM "
            + String.valueOf(service("postgres").get("image")).replace(":-", "")
            + " AS training",
        lines.get(training));
    assertTrue(
        lines.contains("COPY --from=service /opt/java/openjdk/ /opt/java/openjdk/")
            && lines.contains("COPY --from=service /opt/solieu/ /opt/solieu/"));
    assertTrue(lines.get(indexOf(lines, "ENTRYPOINT ")).contains("\"@/opt/solieu/jvm.options\""));
    assertTrue(read("deploy/service/train.sh").contains("bin/java @jvm.options "));
    assertEquals("COPY --from=training /opt/solieu/start.aot ./", lines.getLast());
  }

  /** Its tokens say what TokenCallers reads: groups, agency and grants, for our audience. */
  @Test
  void theRealmHasTheRolesAndWritesTheClaimsThatTheServicesRead() throws IOException {
    JsonNode realm = realm();
    assertEquals(
        Set.of(
            "reporter",
            "head",
            "statistician",
            "appraiser",
            "calendar-approver",
            "list-approver",
            "release-officer",
            "admin"),
        Set.copyOf(realm.at("/roles/realm").findValuesAsText("name")));

    JsonNode scope = named(realm.get("clientScopes"), "name", "solieu");
    assertEquals(
        DevelopmentTokens.AUDIENCE,
        named(scope.get("protocolMappers"), "protocolMapper", "oidc-audience-mapper")
            .at("/config/included.custom.audience")
            .asText());
    assertTrue(
        Set.copyOf(scope.findValuesAsText("claim.name"))
            .containsAll(Set.of("groups", "agency", "grants")));
    for (JsonNode client : realm.get("clients")) {
      assertTrue(
          client.get("defaultClientScopes").toString().contains("\"basic\",\"solieu\""),
          client.get("clientId").asText());
      assertFalse(client.get("directAccessGrantsEnabled").asBoolean());
    }
    assertFalse(
        realm.get("defaultDefaultClientScopes").toString().contains("solieu"),
        "a token of any client would be one for Solieu");
    JsonNode office = named(realm.get("clients"), "clientId", "solieu-office");
    assertTrue(office.get("publicClient").asBoolean());
    assertEquals("S256", office.at("/attributes/pkce.code.challenge.method").asText());
  }

  @Test
  void composeItselfTakesTheFileAndRefusesItWithoutItsSecrets(@TempDir Path empty)
      throws Exception {
    List<String> command = composeCommand();
    assumeFalse(command.isEmpty(), "neither docker compose nor docker-compose is here");
    Map<String, String> given = new HashMap<>();
    exampleAssignments().forEach(line -> given.put(line.substring(0, line.indexOf('=')), "given"));

    Path noFile = Files.createFile(empty.resolve("env"));
    assertEquals(0, run(command, noFile, given));
    given.remove("POSTGRES_PASSWORD");
    assertNotEquals(0, run(command, noFile, given));
  }

  // Reading ---------------------------------------------------------------------------------------

  private static String read(String file) {
    try {
      return Files.readString(ROOT.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Of a part that is both a library of the build and an image of the set. */
  private static String version(String part) {
    Matcher version =
        Pattern.compile("<" + part + "\\.version>(.+)</" + part + "\\.version>")
            .matcher(read("pom.xml"));
    assertTrue(version.find());
    return version.group(1);
  }

  private static JsonNode realm() throws IOException {
    return Api.JSON.readTree(read("deploy/keycloak/solieu-realm.json"));
  }

  /** What has to be filled in: the rest is commented out. */
  private static Stream<String> exampleAssignments() {
    return read(".env.example").lines().filter(line -> line.matches("[A-Z_]+=.*"));
  }

  @SuppressWarnings("unchecked")
  private Map<String, Object> section(String name) {
    return (Map<String, Object>) ((Map<String, Object>) new Yaml().load(compose)).get(name);
  }

  @SuppressWarnings("unchecked")
  private Map<String, Map<String, Object>> services() {
    return (Map<String, Map<String, Object>>) (Map<?, ?>) section("services");
  }

  private Map<String, Object> service(String name) {
    return Objects.requireNonNull(services.get(name), name);
  }

  @SuppressWarnings("unchecked")
  private Map<String, Object> environment(String name) {
    return (Map<String, Object>) service(name).get("environment");
  }

  @SuppressWarnings("unchecked")
  private Map<String, Object> dependencies(String name) {
    return (Map<String, Object>) service(name).getOrDefault("depends_on", Map.of());
  }

  private Map<String, List<String>> published() {
    Map<String, List<String>> published = new TreeMap<>();
    services.forEach(
        (name, service) -> {
          if (service.get("ports") instanceof List<?> ports) {
            published.put(name, ports.stream().map(String::valueOf).toList());
          }
        });
    return published;
  }

  /** The services that do not keep a promise. */
  private List<String> without(Predicate<Map<String, Object>> promise) {
    return services.entrySet().stream()
        .filter(service -> !promise.test(service.getValue()))
        .map(Map.Entry::getKey)
        .toList();
  }

  private List<String> dockerfiles() {
    List<String> files = new ArrayList<>();
    services
        .values()
        .forEach(
            service -> {
              if (service.get("build") instanceof Map<?, ?> build) {
                files.add(String.valueOf(build.get("dockerfile")));
              }
            });
    return files.stream().distinct().toList();
  }

  private static Set<String> with(Set<String> names, String... others) {
    Set<String> all = new TreeSet<>(names);
    all.addAll(List.of(others));
    return all;
  }

  private static int indexOf(List<String> lines, String start) {
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).startsWith(start)) {
        return i;
      }
    }
    throw new AssertionError("No line begins with " + start);
  }

  private static JsonNode named(JsonNode all, String member, String value) {
    for (JsonNode one : all) {
      if (one.path(member).asText().equals(value)) {
        return one;
      }
    }
    throw new AssertionError("None with " + member + " " + value);
  }

  private static int seconds(Object duration) {
    MatchResult number =
        Pattern.compile("(\\d+)[sS]")
            .matcher(String.valueOf(duration))
            .results()
            .findFirst()
            .orElseThrow();
    return Integer.parseInt(number.group(1));
  }

  // Running ---------------------------------------------------------------------------------------

  private static List<String> composeCommand() throws Exception {
    for (List<String> command : List.of(List.of("docker", "compose"), List.of("docker-compose"))) {
      List<String> version = new ArrayList<>(command);
      version.add("version");
      try {
        if (new ProcessBuilder(version).redirectErrorStream(true).start().waitFor() == 0) {
          return command;
        }
      } catch (IOException notInstalled) {
        continue;
      }
    }
    return List.of();
  }

  private static int run(List<String> command, Path envFile, Map<String, String> environment)
      throws Exception {
    List<String> config = new ArrayList<>(command);
    config.addAll(
        List.of(
            "--file", "docker-compose.yml", "--env-file", envFile.toString(), "config", "--quiet"));
    ProcessBuilder builder =
        new ProcessBuilder(config)
            .directory(ROOT.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.environment().remove("POSTGRES_PASSWORD");
    builder.environment().putAll(environment);
    return builder.start().waitFor();
  }
}
