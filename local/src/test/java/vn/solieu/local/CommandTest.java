package vn.solieu.local;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code ./solieu} starts and says, without an installation. */
class CommandTest {

  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();

  /** Asks for more memory than there is, and would go on without it. */
  static final class Hungry {

    public static void main(String[] arguments) {
      try {
        byte[] all = new byte[1 << 30];
        System.out.println(all.length);
      } catch (OutOfMemoryError halfDead) {
        while (true) {
          LockSupport.park();
        }
      }
    }
  }

  @Test
  void aServiceWithoutMemoryEndsInsteadOfLivingOnHalfDead(@TempDir Path data) throws IOException {
    ServiceProcess service =
        ServiceProcess.start(
            "hungry",
            Service.commonOptions(ROOT),
            jar(data, Hungry.class),
            data,
            1,
            List.of(),
            Map.of());
    try {
      await().until(() -> !service.child().isAlive());
      assertEquals(1, count(Files.readString(service.log()), "java.lang.OutOfMemoryError"));
    } finally {
      service.child().kill();
    }
  }

  @Test
  void theRolesAreThoseThatTheServicesKnow() throws IOException {
    String roles =
        Files.readString(
            ROOT.resolve("platform/src/main/java/vn/solieu/platform/security/Roles.java"));

    assertEquals(
        new TreeSet<>(
            Pattern.compile("String [A-Z_]+ = \"(.+)\";")
                .matcher(roles)
                .results()
                .map(role -> role.group(1))
                .toList()),
        new TreeSet<>(Tokens.ROLES));
  }

  @Test
  void aRoleThatIsNoneIsNamedTogetherWithThoseThatAre(@TempDir Path root) throws Exception {
    for (String roles : List.of("nonsense", "reporter,nonsense", "Reporter", "")) {
      Said said = say(root, "token", "--role", roles);

      assertNotEquals(0, said.exit(), roles);
      assertEquals(1, said.err().lines().count(), said.err());
      assertEquals(1, count(said.err(), "There is no role "), said.err());
      assertEquals(1, count(said.err(), "reporter, head, statistician"), said.err());
    }
  }

  @Test
  void anOptionThatIsNoneIsNamed(@TempDir Path root) throws Exception {
    Said said = say(root, "token", "--role", "reporter", "--agenci", "SNN");

    assertNotEquals(0, said.exit());
    assertEquals(1, count(said.err(), "There is no option --agenci."), said.err());
  }

  @Test
  void aRoleThatCountsForAnEmployerAsksForOne(@TempDir Path root) throws Exception {
    for (String role : List.of("reporter", "head", "statistician", "appraiser")) {
      Said said = say(root, "token", "--role", "admin," + role);

      assertNotEquals(0, said.exit(), role);
      assertEquals(1, said.err().lines().count(), said.err());
      assertEquals(1, count(said.err(), "The role " + role + " counts for an employer"), role);
      assertEquals(1, count(said.err(), "--agency <id>"), said.err());
      assertEquals(1, count(said.err(), "thong-ke-tinh"), said.err());
    }
  }

  /** The process is there, and does not listen yet or any more. */
  @Test
  void anIssuerThatDoesNotAnswerIsToldInOneLine(@TempDir Path root) throws Exception {
    Path environment = Files.createDirectories(root.resolve(".solieu/house"));
    Files.writeString(
        environment.resolve("house.properties"),
        "pid=%d\nissuer.url=http://127.0.0.1:1\n".formatted(ProcessHandle.current().pid()));

    Said said = say(root, "token", "--role", "reporter", "--agency", "so-nnmt");

    assertNotEquals(0, said.exit());
    assertEquals(
        "POST http://127.0.0.1:1/token: java.net.ConnectException" + System.lineSeparator(),
        said.err());
  }

  @Test
  void theStatusIsToldWhileTheGatewayIsStarting(@TempDir Path root) throws Exception {
    ManagedProcess.remember(root.resolve(".solieu/run/gateway.pid"), ProcessHandle.current());

    Said said = say(root, "status");

    assertEquals("", said.err());
    assertEquals(0, said.exit());
    assertEquals(1, count(said.out(), "  gateway "), said.out());
  }

  private record Said(int exit, String out, String err) {}

  private static Said say(Path root, String... command) throws Exception {
    Path out = Files.createTempFile(root, "said", ".out");
    Path err = Files.createTempFile(root, "said", ".err");
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            "-Dsolieu.root=" + root,
            Solieu.class.getName());
    builder.command().addAll(List.of(command));
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    int exit = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start().waitFor();
    return new Said(exit, Files.readString(out), Files.readString(err));
  }

  private static int count(String text, String part) {
    return text.split(Pattern.quote(part), -1).length - 1;
  }

  private static Path jar(Path directory, Class<?> main) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, main.getName());
    Path jar = directory.resolve("service.jar");
    String file = main.getName().replace('.', '/') + ".class";
    try (var out = new JarOutputStream(Files.newOutputStream(jar), manifest);
        var bytes = main.getClassLoader().getResourceAsStream(file)) {
      out.putNextEntry(new JarEntry(file));
      bytes.transferTo(out);
    }
    return jar;
  }
}
