package vn.solieu.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a new user tries first answers as it is printed. */
@ExtendWith(EndToEndEnvironment.Provider.class)
class ReadmeIT {

  private static final Pattern EXAMPLE =
      Pattern.compile("```bash\\ncurl '([^']+)'\\n```\\n```(\\w*)\\n(.*?)\\n```", Pattern.DOTALL);

  /** It tells what else was published, which the README says. */
  private static final List<String> OF_THE_MOMENT = List.of("sequence");

  private final EndToEndEnvironment province;

  ReadmeIT(EndToEndEnvironment province) {
    this.province = province;
  }

  @BeforeAll
  static void theSample(EndToEndEnvironment province) throws Exception {
    for (String history : Sample.HISTORIES) {
      province.loadHistory(history);
    }
  }

  @TestFactory
  List<DynamicTest> everyRequestAnswersAsPrinted() {
    List<MatchResult> examples = EXAMPLE.matcher(readme()).results().toList();
    assertEquals(3, examples.size());
    return examples.stream()
        .map(
            example ->
                DynamicTest.dynamicTest(
                    example.group(1),
                    () -> compare(example.group(1), example.group(2), example.group(3))))
        .toList();
  }

  private void compare(String request, String format, String printed) throws IOException {
    URI address = URI.create(request);
    String answer =
        province
            .stranger()
            .get(address.getRawPath() + "?" + address.getRawQuery())
            .expect(200)
            .body();
    if (format.equals("json")) {
      assertEquals(lasting(printed), lasting(answer));
    } else {
      // What differs from one installation to the next is printed as an ellipsis.
      String lines = printed.lines().map(ReadmeIT::pattern).reduce("", (a, b) -> a + b + "\\R");
      assertTrue(Pattern.matches(lines, answer), answer);
    }
  }

  private static String pattern(String line) {
    return Pattern.quote(line).replace("…", "\\E.+\\Q");
  }

  private static JsonNode lasting(String json) throws IOException {
    JsonNode answer = Api.JSON.readTree(json);
    return answer instanceof ObjectNode document ? document.without(OF_THE_MOMENT) : answer;
  }

  private static String readme() {
    try {
      return Files.readString(Path.of("..", "README.md"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
