package vn.solieu.local;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import vn.solieu.embedded.FreePort;
import vn.solieu.local.Realm.Rights;

/**
 * The packaged services take the tokens of a real Keycloak with the committed realm, by
 * configuration alone. With {@code -Pkeycloak}.
 */
@EnabledIfSystemProperty(named = "solieu.keycloak", matches = ".+")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KeycloakIT {

  private static final String ISSUER = "mp.jwt.verify.issuer";
  private static final String KEYS = "mp.jwt.verify.publickey.location";

  /** A refresh, with some time around it. */
  private static final Duration REFRESH = Duration.ofSeconds(80);

  private static final String PASSWORD = "mật khẩu dài của người thử";
  private static final String MINE = "/v1/obligations";

  private static final String SECRET = "of-another-realm";

  private static final Path REALM =
      Path.of("").toAbsolutePath().getParent().resolve("deploy/keycloak/solieu-realm.json");

  private Keycloak keycloak;
  private Realm realm;
  private EndToEndEnvironment province;
  private Office office;

  @BeforeAll
  void start() throws Exception {
    Instant start = Instant.now();
    keycloak = new Keycloak(REALM, FreePort.find());
    keycloak.awaitReady();
    System.out.printf(
        "Keycloak gives out its keys %d s after its start%n",
        Duration.between(start, Instant.now()).toSeconds());
    realm = keycloak.realm("solieu");
    province =
        new EndToEndEnvironment(
            realm,
            Map.of(
                ISSUER,
                keycloak.issuer("solieu").toString(),
                KEYS,
                keycloak.keys("solieu").toString()));
    province.loadDefinitions();
    office = new Office(province);
  }

  @AfterAll
  void stop() throws IOException {
    if (province != null) {
      province.close();
    }
    if (keycloak != null) {
      keycloak.close();
    }
  }

  @Test
  void theSystemOfADepartmentPushesWhatItsAgencyOwesAndNothingElse() {
    Api system = as(realm.systemToken(Keycloak.SYSTEM, keycloak.systemSecret()));

    assertEquals(201, push(system, office.issue(2001), 2001));
    assertEquals(404, push(system, office.issue("INBOUND-RICE", 2001), 2001));
  }

  @Test
  void aPersonOfTheOfficeLogsInWithoutASecretAndAccepts() {
    Rights appraiser = Rights.of(Office.OFFICE, List.of("appraiser"));
    Rights statistician = Rights.of(Office.OFFICE, List.of("statistician"));
    // These see the report; for others it would not be there.
    Api roleAlone =
        loggedIn(
            "role-alone",
            new Rights(Office.OFFICE, List.of("statistician", "appraiser"), statistician.grants()));
    Api grantAlone =
        loggedIn(
            "grant-alone",
            new Rights(
                Office.OFFICE,
                List.of("statistician"),
                List.of(statistician.grants().getFirst(), appraiser.grants().getFirst())));
    Api both = loggedIn("appraiser", appraiser);
    String submission =
        "/v1/submissions/"
            + office
                .push(office.issue(2002), Office.figures(2002))
                .expect(201)
                .json()
                .get("id")
                .asText();
    String tag = office.appraiser().get(submission).expect(200).header("ETag").orElseThrow();

    assertEquals(403, roleAlone.post(submission + "/accept", "If-Match", tag).status());
    assertEquals(403, grantAlone.post(submission + "/accept", "If-Match", tag).status());
    JsonNode accepted = both.post(submission + "/accept", "If-Match", tag).expect(200).json();
    assertEquals("accepted", accepted.get("state").asText(), accepted::toString);
  }

  @Test
  void thePasswordAloneIsNotEnoughForAPerson() {
    realm.addUser("newcomer", PASSWORD, Rights.of(Office.OFFICE, List.of("appraiser")));
    Login login = new Login(keycloak.api(), realm, Keycloak.PUBLIC_URL + "/");

    String next = login.afterThePassword("newcomer", PASSWORD);

    assertTrue(next.contains("execution=CONFIGURE_TOTP"), next);
  }

  @Test
  void nobodyIsSentBackToAnAddressThatIsNotNamed() {
    Login elsewhere = new Login(keycloak.api(), realm, Keycloak.PUBLIC_URL + "/elsewhere");

    assertThrows(
        Api.UnexpectedAnswer.class, () -> elsewhere.afterThePassword("newcomer", PASSWORD));
  }

  @Test
  void aGrantBindsToItsAgencyItsFormAndItsDays() {
    LocalDate today = LocalDate.now(ZoneId.of("Asia/Ho_Chi_Minh"));
    String obligation = office.issue(2003);

    assertEquals(403, push(reporter("agency", "so-tc"), obligation, 2003));
    assertEquals(403, push(reporter("validTo", today.minusDays(1).toString()), obligation, 2003));
    assertEquals(403, push(reporter("validFrom", today.plusDays(1).toString()), obligation, 2003));
    ObjectNode otherForm = Tokens.grant("reporter", Office.DEPARTMENT);
    otherForm.putArray("forms").add("INBOUND-RICE");
    assertEquals(404, push(reporter(otherForm), obligation, 2003));
    assertEquals(201, push(reporter("validTo", today.toString()), obligation, 2003));
  }

  @Test
  void aTokenOfAnotherRealmIsRefused() throws IOException {
    Realm other = addRealm("other");

    assertEquals(401, as(other.systemToken(Keycloak.SYSTEM, SECRET)).get(MINE).status());
  }

  @Test
  void aTokenForSomebodyElseIsRefused() {
    Rights rights = Rights.of(Office.DEPARTMENT, List.of("reporter"));
    Duration lifespan = Duration.ofMinutes(5);

    assertEquals(
        200, as(realm.systemToken(rights, lifespan, "basic", "solieu")).get(MINE).status());
    assertEquals(401, as(realm.systemToken(rights, lifespan, "basic")).get(MINE).status());
  }

  @Test
  void aTokenEndsWithItsTime() {
    Rights rights = Rights.of(Office.DEPARTMENT, List.of("reporter"));
    Api shortly = as(realm.systemToken(rights, Duration.ofSeconds(3), "basic", "solieu"));

    assertEquals(200, shortly.get(MINE).status());
    await().atMost(Duration.ofSeconds(20)).until(() -> shortly.get(MINE).status() == 401);
  }

  @Test
  void aNewKeyIsTakenAtOnceAndAFormerOneEndsWithTheRefreshAllWithoutARestart() throws Exception {
    Realm rotating = addRealm("rotating");
    Rights rights = Rights.of(Office.DEPARTMENT, List.of("reporter"));
    try (var copy =
        province.startCopy(
            Service.INDICATOR,
            Map.of(
                ISSUER,
                keycloak.issuer("rotating").toString(),
                KEYS,
                keycloak.keys("rotating").toString(),
                // Instead of five minutes; a minute is the least.
                "smallrye.jwt.jwks.refresh-interval",
                "1"))) {
      Api before = as(rotating.systemToken(rights)).at(copy.address());
      assertEquals(200, before.get(MINE).status());

      rotating.rotateKey();
      Api after = as(rotating.systemToken(rights)).at(copy.address());
      assertEquals(200, after.get(MINE).status());
      assertEquals(200, before.get(MINE).status());

      rotating.removeFormerKeys();
      await().atMost(REFRESH).until(() -> before.get(MINE).status() == 401);
      assertEquals(200, after.get(MINE).status());
    }
  }

  private Api as(String token) {
    return province.stranger().as(token);
  }

  /** A realm from the same file, with keys and an issuer of its own. */
  private Realm addRealm(String name) throws IOException {
    String file =
        Files.readString(REALM)
            .replace("\"realm\": \"solieu\"", "\"realm\": \"" + name + "\"")
            .replace("${SOLIEU_PUBLIC_URL}", Keycloak.PUBLIC_URL)
            .replace("${SO_NNMT_CLIENT_SECRET}", SECRET);
    Realm added = keycloak.realm(name);
    added.addRealm(Api.JSON.readTree(file));
    return added;
  }

  private Api loggedIn(String username, Rights rights) {
    realm.addUser(username, PASSWORD, rights);
    Login login = new Login(keycloak.api(), realm, Keycloak.PUBLIC_URL + "/");
    return as(login.token(username, PASSWORD));
  }

  private Api reporter(String bound, String value) {
    return reporter(Tokens.grant("reporter", Office.DEPARTMENT).put(bound, value));
  }

  private Api reporter(ObjectNode grant) {
    return as(
        realm.systemToken(new Rights(Office.DEPARTMENT, List.of("reporter"), List.of(grant))));
  }

  private static int push(Api system, String obligation, int year) {
    return system
        .postCsv(
            "/v1/submissions?obligation=" + obligation,
            Office.figures(year),
            "Idempotency-Key",
            UUID.randomUUID().toString())
        .status();
  }
}
