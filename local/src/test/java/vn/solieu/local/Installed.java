package vn.solieu.local;

import java.net.URI;
import java.util.List;

/**
 * An installation that somebody else started, reached through its gateway alone, with persons of
 * its Keycloak.
 *
 * <p>{@code -Dsolieu.installed.gateway} and {@code -Dsolieu.installed.keycloak} are the addresses;
 * the password of Keycloak's administrator is in the environment, as KEYCLOAK_ADMIN_PASSWORD.
 */
final class Installed implements People, AutoCloseable {

  private final Api gateway =
      Api.stranger(URI.create(System.getProperty("solieu.installed.gateway")));

  private final Realm realm =
      new Realm(
          Api.stranger(URI.create(System.getProperty("solieu.installed.keycloak"))),
          "solieu",
          System.getenv("KEYCLOAK_ADMIN_PASSWORD"));

  @Override
  public Api stranger() {
    return gateway;
  }

  @Override
  public Api person(String name, String agency, String... roles) {
    return gateway.as(realm.of(name, agency, List.of(roles)));
  }

  void loadDefinitions(Progress progress) throws Exception {
    new SampleLoader(gateway, realm).loadDefinitions(progress);
  }

  @Override
  public void close() {
    realm.close();
  }
}
