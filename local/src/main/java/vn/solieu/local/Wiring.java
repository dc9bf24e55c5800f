package vn.solieu.local;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import vn.solieu.embedded.DevelopmentTokens;
import vn.solieu.embedded.EnvironmentDescriptor;

/**
 * The configuration by which the services find each other, the database, the broker and the issuer.
 *
 * @param jdbcUrl of a database, by its name
 * @param addresses of the services
 */
record Wiring(
    Function<String, String> jdbcUrl,
    String jdbcUsername,
    String jdbcPassword,
    String bootstrapServers,
    String issuerUrl,
    Map<Service, URI> addresses) {

  static Wiring of(
      EnvironmentDescriptor store, String bootstrapServers, Map<Service, URI> addresses) {
    return new Wiring(
        store::jdbcUrl,
        store.jdbcUsername(),
        store.jdbcPassword(),
        bootstrapServers,
        store.issuerUrl(),
        addresses);
  }

  Map<String, String> configurationOf(Service service) {
    Map<String, String> configuration = new LinkedHashMap<>();
    // In production the start-up checks would refuse the development issuer.
    configuration.put("solieu.environment", "development");
    configuration.put("quarkus.log.console.json.enabled", "false");
    if (service.hasDatabase()) {
      configuration.put("quarkus.datasource.jdbc.url", jdbcUrl.apply(service.database()));
      configuration.put("quarkus.datasource.username", jdbcUsername);
      configuration.put("quarkus.datasource.password", jdbcPassword);
      configuration.put("kafka.bootstrap.servers", bootstrapServers);
      configuration.put("mp.jwt.verify.publickey.location", issuerUrl + "/jwks");
      configuration.put("mp.jwt.verify.issuer", DevelopmentTokens.ISSUER);
      configuration.put("solieu.calendar.url", addressOf(Service.CALENDAR));
      configuration.put("solieu.indicator.url", addressOf(Service.INDICATOR));
      configuration.put("solieu.catalog.url", addressOf(Service.CATALOG));
      configuration.put("solieu.ics.address", addressOf(Service.GATEWAY));
    } else {
      addresses.forEach(
          (other, address) -> {
            if (other != service) {
              configuration.put("solieu.gateway.services." + other.title(), address.toString());
            }
          });
    }
    return configuration;
  }

  private String addressOf(Service service) {
    return Objects.requireNonNull(addresses.get(service), service::title).toString();
  }
}
