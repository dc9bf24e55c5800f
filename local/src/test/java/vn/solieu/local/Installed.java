package vn.solieu.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An installation that somebody else started, reached through its gateway alone, with persons of
 * its Keycloak: each is a client with a service account, made for the test as an administrator
 * would make a department's system, and removed after it.
 *
 * <p>{@code -Dsolieu.installed.gateway} and {@code -Dsolieu.installed.keycloak} are the addresses;
 * the password of Keycloak's administrator is in the environment, as KEYCLOAK_ADMIN_PASSWORD.
 */
final class Installed implements People, AutoCloseable {

  private static final String REALM = "/admin/realms/solieu";

  private final Api gateway =
      Api.stranger(URI.create(System.getProperty("solieu.installed.gateway")));
  private final Api keycloak =
      Api.stranger(URI.create(System.getProperty("solieu.installed.keycloak")));

  /** Two runs do not meet, whatever the first has left. */
  private final String run = "test-" + UUID.randomUUID().toString().substring(0, 8);

  private final Map<String, String> tokens = new HashMap<>();

  @Override
  public Api stranger() {
    return gateway;
  }

  @Override
  public Api person(String name, String agency, String... roles) {
    return gateway.as(token(name, agency, List.of(roles)));
  }

  void loadDefinitions(Progress progress) throws Exception {
    new SampleLoader(gateway, this::token).loadDefinitions(progress);
  }

  private String token(String name, @Nullable String agency, List<String> roles) {
    return tokens.computeIfAbsent(
        name + "@" + agency + roles, key -> new Person(name, agency, roles).token());
  }

  @Override
  public void close() {
    Api admin = admin();
    for (JsonNode client : admin.get(REALM + "/clients?search=true&clientId=" + run).json()) {
      admin.delete(REALM + "/clients/" + client.get("id").asText()).expect(204);
    }
  }

  private Api admin() {
    JsonNode answer =
        post(
            "/realms/master/protocol/openid-connect/token",
            Map.of(
                "grant_type", "password",
                "client_id", "admin-cli",
                "username", "admin",
                "password", System.getenv("KEYCLOAK_ADMIN_PASSWORD")));
    return keycloak.as(answer.get("access_token").asText());
  }

  private JsonNode post(String path, Map<String, String> form) {
    String body =
        form.entrySet().stream()
            .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
            .collect(Collectors.joining("&"));
    return keycloak.postForm(path, body).expect(200).json();
  }

  /** A client whose service account has the rights of the person. */
  private final class Person {

    private final String secret = UUID.randomUUID().toString();
    private final String clientId;

    Person(String name, @Nullable String agency, List<String> roles) {
      clientId = run + "-" + name + (agency == null ? "" : "-" + agency);
      Api admin = admin();
      String client =
          "/clients/" + admin.post(REALM + "/clients", client()).expect(201).createdId();
      ObjectNode account =
          (ObjectNode) admin.get(REALM + client + "/service-account-user").expect(200).json();
      String user = REALM + "/users/" + account.get("id").asText();
      admin.put(user, withAttributes(account, agency, roles)).expect(204);
      ArrayNode mapped = Api.JSON.createArrayNode();
      roles.forEach(role -> mapped.add(admin.get(REALM + "/roles/" + role).expect(200).json()));
      admin.post(user + "/role-mappings/realm", mapped).expect(204);
    }

    private ObjectNode client() {
      ObjectNode client =
          Api.JSON
              .createObjectNode()
              .put("clientId", clientId)
              .put("secret", secret)
              .put("serviceAccountsEnabled", true)
              .put("standardFlowEnabled", false);
      // Longer than a test takes.
      client
          .putObject("attributes")
          .put("access.token.lifespan", Duration.ofHours(1).toSeconds() + "");
      client.putArray("defaultClientScopes").add("basic").add("solieu");
      return client;
    }

    private ObjectNode withAttributes(
        ObjectNode account, @Nullable String agency, List<String> roles) {
      ObjectNode attributes = account.putObject("attributes");
      if (agency != null) {
        attributes.putArray("agency").add(agency);
      }
      ArrayNode grants = attributes.putArray("grants");
      roles.forEach(role -> grants.add(Tokens.grant(role, agency).toString()));
      return account;
    }

    String token() {
      return post(
              "/realms/solieu/protocol/openid-connect/token",
              Map.of(
                  "grant_type", "client_credentials",
                  "client_id", clientId,
                  "client_secret", secret))
          .get("access_token")
          .asText();
    }
  }
}
