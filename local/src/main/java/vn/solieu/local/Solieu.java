package vn.solieu.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import vn.solieu.embedded.EnvironmentDescriptor;

/** The commands of {@code ./solieu} that need a JVM. */
public final class Solieu {

  private static final String GATEWAY = Installation.addressOf(Service.GATEWAY).toString();

  private static final List<String> TOKEN_OPTIONS = List.of("--role", "--agency", "--subject");

  private final Installation installation;
  private final Progress progress = new Progress(System.out);

  private Solieu(Installation installation) {
    this.installation = installation;
  }

  /** Arguments: a command, then its options. The working copy is the property solieu.root. */
  public static void main(String[] arguments) throws Exception {
    Path root = Path.of(System.getProperty("solieu.root", "")).toAbsolutePath();
    Solieu solieu = new Solieu(new Installation(root));
    try {
      switch (arguments.length == 0 ? "" : arguments[0]) {
        case "up" -> solieu.up();
        case "down" -> solieu.down();
        case "reset" -> solieu.reset();
        case "status" -> solieu.status();
        case "token" -> solieu.token(List.of(arguments).subList(1, arguments.length));
        default -> throw new UserError("Commands: up, down, reset, status, logs, token.");
      }
    } catch (UserError | IOException | UncheckedIOException | Api.UnexpectedAnswer stopped) {
      // The message names what was asked for; where in this program it failed helps no reader.
      System.err.println(UserError.because(stopped));
      System.exit(1);
    }
  }

  private void up() throws Exception {
    installation.claim();
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("down").unstarted(this::stop));
    try {
      progress.step("Database, broker, token issuer", installation::startEnvironment);
      progress.step(
          "The three services",
          () -> installation.start(Service.CALENDAR, Service.INDICATOR, Service.CATALOG));
      progress.step("Gateway", () -> installation.start(Service.GATEWAY));
      new SampleLoader(Api.stranger(Installation.addressOf(Service.GATEWAY)), tokens())
          .load(progress);
    } catch (IOException | UncheckedIOException | Api.UnexpectedAnswer stopped) {
      throw new UserError(
          """
          %s
          Solieu stops here. What is loaded stays; ./solieu up goes on from there. The logs are in %s.\
          """
              .formatted(UserError.because(stopped), installation.logs()));
    }
    progress.say(WELCOME.formatted(GATEWAY));
    new CountDownLatch(1).await();
  }

  private static final String WELCOME =
      """

      Solieu is up. Ctrl-C stops it; the data stay until ./solieu reset.

        API            %1$s
        its document   %1$s/openapi
        to try it out  %1$s/docs

      Try:
        curl '%1$s/v1/areas?code=82&validOn=2025-06-30'
        curl '%1$s/v1/indicators/state-budget-investment/observations?area=P01A&last=6'
        curl '%1$s/v1/releases.ics?from=2024-01-01'
      """;

  private void stop() {
    progress.say("Stopping; the first time this also prepares faster starts …");
    try {
      installation.stop();
    } catch (IOException e) {
      System.err.println("It did not stop cleanly: " + e.getMessage());
    }
  }

  private void down() throws IOException {
    var launcher = installation.launcher();
    launcher.ifPresent(ManagedProcess::stop);
    boolean left = installation.stopLeftovers();
    progress.say(launcher.isPresent() || left ? "Solieu is down." : "Solieu was not up.");
  }

  private void reset() throws Exception {
    if (installation.launcher().isPresent()) {
      throw new UserError("Solieu is up. Stop it with ./solieu down, then reset it.");
    }
    installation.stopLeftovers();
    installation.deleteData();
    progress.say("All data are gone. ./solieu up loads the sample anew.");
  }

  private void status() throws Exception {
    var environment = installation.environment();
    line("database", environment.isPresent(), environment.map(it -> it.jdbcUrl("")).orElse(""));
    line(
        "broker",
        environment.isPresent(),
        environment.map(EnvironmentDescriptor::bootstrapServers).orElse(""));
    line(
        "token issuer",
        environment.isPresent(),
        environment.map(EnvironmentDescriptor::issuerUrl).orElse(""));
    for (Service service : Service.values()) {
      var process = installation.process(service);
      String detail =
          process
              .map(
                  child -> "process %d, %s".formatted(child.pid(), Installation.addressOf(service)))
              .orElse("");
      line(
          service.title(),
          process.isPresent() && ServiceProcess.isReady(Installation.addressOf(service)),
          detail);
    }
    URI gateway = Installation.addressOf(Service.GATEWAY);
    if (ServiceProcess.isReady(gateway)) {
      progress.say(Api.stranger(gateway).get("/v1/status").expect(200).json().toPrettyString());
    } else if (installation.process(Service.GATEWAY).isPresent()) {
      progress.say("The gateway is starting or cannot answer; its log tells more.");
    }
  }

  private void line(String name, boolean up, String detail) {
    progress.say("  %-18s %-6s %s".formatted(name, up ? "up" : "down", detail));
  }

  private void token(List<String> options) throws Exception {
    Map<String, String> given = new HashMap<>();
    for (int i = 0; i + 1 < options.size(); i += 2) {
      given.put(options.get(i), options.get(i + 1));
    }
    String role = given.get("--role");
    if (role == null || options.size() % 2 != 0) {
      throw new UserError(
          """
          ./solieu token --role <role> [--agency <id>] [--subject <person>]
          Roles: %s.\
          """
              .formatted(String.join(", ", Tokens.ROLES)));
    }
    Set<String> unknownOptions = new TreeSet<>(given.keySet());
    unknownOptions.removeAll(TOKEN_OPTIONS);
    if (!unknownOptions.isEmpty()) {
      throw new UserError(
          "There is no option %s. Options: %s."
              .formatted(String.join(", ", unknownOptions), String.join(", ", TOKEN_OPTIONS)));
    }
    List<String> roles = List.of(role.split(",", -1));
    Tokens.requireKnown(roles);
    String agency = given.get("--agency");
    Tokens.requireEmployer(roles, agency);
    String subject = given.getOrDefault("--subject", agency == null ? role : role + "@" + agency);
    progress.say(tokens().of(subject, agency, roles));
  }

  private Tokens tokens() throws IOException, UserError {
    EnvironmentDescriptor environment =
        installation
            .environment()
            .orElseThrow(() -> new UserError("Solieu is not up. Start it with ./solieu up."));
    return new DevelopmentIssuer(Api.stranger(URI.create(environment.issuerUrl())));
  }
}
