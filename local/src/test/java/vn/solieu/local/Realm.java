package vn.solieu.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A realm of a Keycloak in the hands of its administrator. Persons are clients with a service
 * account, made as an administrator would make a department's system, and removed in the end.
 */
final class Realm implements Tokens, AutoCloseable {

  /** Longer than a test takes. */
  private static final Duration LONG = Duration.ofHours(1);

  private static final String KEY_PROVIDER = "org.keycloak.keys.KeyProvider";

  private final Api keycloak;
  private final String name;
  private final String adminPassword;
  private final String administration;

  /** Two runs do not meet, whatever the first has left. */
  private final String run = "test-" + UUID.randomUUID().toString().substring(0, 8);

  private final Map<String, String> tokens = new HashMap<>();

  Realm(Api keycloak, String name, String adminPassword) {
    this.keycloak = keycloak;
    this.name = name;
    this.adminPassword = adminPassword;
    this.administration = "/admin/realms/" + name;
  }

  /** What a person or a system may do: a role counts where both lists name it. */
  record Rights(@Nullable String agency, List<String> roles, List<ObjectNode> grants) {

    static Rights of(@Nullable String agency, List<String> roles) {
      return new Rights(
          agency, roles, roles.stream().map(role -> Tokens.grant(role, agency)).toList());
    }

    ObjectNode attributes() {
      ObjectNode attributes = Api.JSON.createObjectNode();
      if (agency != null) {
        attributes.putArray("agency").add(agency);
      }
      ArrayNode values = attributes.putArray("grants");
      grants.forEach(grant -> values.add(grant.toString()));
      return attributes;
    }
  }

  // Tokens ----------------------------------------------------------------------------------------

  @Override
  public String of(String subject, @Nullable String agency, List<String> roles) {
    return tokens.computeIfAbsent(
        subject + "@" + agency + roles,
        key -> systemToken(Rights.of(agency, roles), LONG, "basic", "solieu"));
  }

  String systemToken(Rights rights) {
    return systemToken(rights, LONG, "basic", "solieu");
  }

  /** A token of a new client with such a service account. */
  String systemToken(Rights rights, Duration lifespan, String... scopes) {
    String id = run + "-" + UUID.randomUUID();
    String secret = UUID.randomUUID().toString();
    Api admin = admin();
    String client =
        administration
            + "/clients/"
            + admin
                .post(administration + "/clients", client(id, secret, lifespan, scopes))
                .expect(201)
                .createdId();
    ObjectNode account =
        (ObjectNode) admin.get(client + "/service-account-user").expect(200).json();
    account.set("attributes", rights.attributes());
    String user = administration + "/users/" + account.get("id").asText();
    admin.put(user, account).expect(204);
    map(admin, user, rights);
    return systemToken(id, secret);
  }

  String systemToken(String client, String secret) {
    return token(
        name,
        Map.of("grant_type", "client_credentials", "client_id", client, "client_secret", secret));
  }

  String token(Map<String, String> form) {
    return token(name, form);
  }

  private String token(String realm, Map<String, String> form) {
    return keycloak
        .postForm("/realms/" + realm + "/protocol/openid-connect/token", encoded(form))
        .expect(200)
        .json()
        .get("access_token")
        .asText();
  }

  static String encoded(Map<String, String> form) {
    return form.entrySet().stream()
        .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
        .collect(Collectors.joining("&"));
  }

  // Administration --------------------------------------------------------------------------------

  /** Its tokens are good for a minute. */
  private Api admin() {
    return keycloak.as(
        token(
            "master",
            Map.of(
                "grant_type", "password",
                "client_id", "admin-cli",
                "username", "admin",
                "password", adminPassword)));
  }

  private static ObjectNode client(String id, String secret, Duration lifespan, String... scopes) {
    ObjectNode client =
        Api.JSON
            .createObjectNode()
            .put("clientId", id)
            .put("secret", secret)
            .put("serviceAccountsEnabled", true)
            .put("standardFlowEnabled", false);
    client.putObject("attributes").put("access.token.lifespan", lifespan.toSeconds() + "");
    ArrayNode defaults = client.putArray("defaultClientScopes");
    List.of(scopes).forEach(defaults::add);
    return client;
  }

  private void map(Api admin, String user, Rights rights) {
    ArrayNode mapped = Api.JSON.createArrayNode();
    rights
        .roles()
        .forEach(
            role -> mapped.add(admin.get(administration + "/roles/" + role).expect(200).json()));
    admin.post(user + "/role-mappings/realm", mapped).expect(204);
  }

  /** A person who logs in with a password. */
  void addUser(String username, String password, Rights rights) {
    ObjectNode user = Api.JSON.createObjectNode().put("username", username).put("enabled", true);
    user.set("attributes", rights.attributes());
    user.putArray("credentials").addObject().put("type", "password").put("value", password);
    Api admin = admin();
    String id = admin.post(administration + "/users", user).expect(201).createdId();
    map(admin, administration + "/users/" + id, rights);
  }

  /** Brings in another realm, from a realm file. */
  void addRealm(JsonNode realm) {
    admin().post("/admin/realms", realm).expect(201);
  }

  /** Signs with a new key from now on; the others are still good. */
  void rotateKey() {
    Api admin = admin();
    ObjectNode provider =
        Api.JSON
            .createObjectNode()
            .put("name", "rotated")
            .put("providerId", "rsa-generated")
            .put("providerType", KEY_PROVIDER)
            .put("parentId", admin.get(administration).expect(200).json().get("id").asText());
    ObjectNode config = provider.putObject("config");
    config.putArray("priority").add("200");
    config.putArray("algorithm").add("RS256");
    admin.post(administration + "/components", provider).expect(201);
  }

  /** Takes back the signing keys from before the rotation: disabled, then removed. */
  void removeFormerKeys() {
    Api admin = admin();
    String components = administration + "/components";
    for (JsonNode provider : admin.get(components + "?type=" + KEY_PROVIDER).expect(200).json()) {
      if (provider.get("providerId").asText().equals("rsa-generated")
          && !provider.get("name").asText().equals("rotated")) {
        String component = components + "/" + provider.get("id").asText();
        ((ObjectNode) provider.get("config")).putArray("enabled").add("false");
        admin.put(component, provider).expect(204);
        admin.delete(component).expect(204);
      }
    }
  }

  @Override
  public void close() {
    Api admin = admin();
    for (JsonNode client :
        admin.get(administration + "/clients?search=true&clientId=" + run).json()) {
      admin.delete(administration + "/clients/" + client.get("id").asText()).expect(204);
    }
  }
}
