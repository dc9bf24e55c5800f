package vn.solieu.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Who follows a guide gets to its end. */
@ExtendWith(EndToEndEnvironment.Provider.class)
class GuideIT {

  private static final Pattern BLOCK = Pattern.compile("```bash\\n(.*?)\\n```", Pattern.DOTALL);

  /** A year of which no other test reports. */
  private static final String YEAR = "1968";

  private static final String FILE = "local/src/main/resources/sample/push/rice-2024.csv";

  private static final List<String> PEOPLE =
      List.of(
          "reporter so-nnmt",
          "appraiser thong-ke-tinh",
          "release-officer thong-ke-tinh",
          "calendar-approver thong-ke-tinh");

  private final EndToEndEnvironment province;

  GuideIT(EndToEndEnvironment province) {
    this.province = province;
  }

  @BeforeAll
  static void definitions(EndToEndEnvironment province) throws Exception {
    province.loadDefinitions();
  }

  @Test
  void aFigureThatIsPushedComesToThePublic(@TempDir Path home) throws Exception {
    new Office(province).issue(Integer.parseInt(YEAR));
    Path file = home.resolve(FILE.replace("2024", YEAR));
    Files.createDirectories(file.getParent());
    Files.writeString(file, Office.figures(Integer.parseInt(YEAR)));
    Files.writeString(home.resolve("solieu"), tokens());
    assertTrue(home.resolve("solieu").toFile().setExecutable(true));

    String guide = Files.readString(Path.of("..", "docs", "guides", "from-push-to-public.md"));
    List<String> blocks =
        BLOCK.matcher(guide).results().map(MatchResult::group).map(GuideIT::here).toList();
    assertEquals(6, blocks.size());
    String published =
        "until [ \"$(curl -sS \"$api/v1/releases/$release\" | jq -r .state)\" = published ]; do"
            + " sleep 0.2; done";
    String output =
        run(
            home,
            "set -euo pipefail\n"
                + String.join("\n", blocks.subList(0, 5))
                + "\n"
                + published
                + "\n"
                + blocks.getLast());

    // A command that fails ends the shell, and so does a state that is not "published".
    assertTrue(output.lines().toList().getLast().contains("," + YEAR + ","), output);
  }

  /** With another year, soon, and at the gateway of the tests. */
  private static String here(String block) {
    return BLOCK
        .matcher(block)
        .replaceAll("$1")
        .replace("2024", YEAR)
        .replace("+6 minutes", "+10 seconds");
  }

  private String tokens() {
    StringBuilder script = new StringBuilder("#!/bin/bash\ncase \"$3 $5\" in\n");
    for (String person : PEOPLE) {
      String role = person.substring(0, person.indexOf(' '));
      String agency = person.substring(person.indexOf(' ') + 1);
      script.append("\"%s\") echo %s ;;\n".formatted(person, province.token(role, agency, role)));
    }
    return script.append("*) exit 1 ;;\nesac\n").toString();
  }

  private String run(Path home, String script) throws Exception {
    Process shell =
        new ProcessBuilder(
                "bash",
                "-c",
                script.replace(
                    "http://localhost:8080", province.address(Service.GATEWAY).toString()))
            .directory(home.toFile())
            .redirectErrorStream(true)
            .start();
    String output = new String(shell.getInputStream().readAllBytes(), UTF_8);
    assertTrue(shell.waitFor(1, TimeUnit.MINUTES), output);
    assertEquals(0, shell.exitValue(), output);
    return output;
  }
}
