package vn.solieu.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableGuardTest {

  private static final Set<String> DATABASE = Set.of("form", "round", "figure", "public_figure");

  private static final String DOCUMENT =
      """
      | service | tables | of the feature | reached as | why |
      |---|---|---|---|---|
      | house | `form`, `round` | form | entity | it has versions |
      | house | `figure`, `public_figure` | figure | statements | it moves as a set |
      | house | `staged_row` | figure | staging | of one push |
      | other | `elsewhere` | form | statements | of another database |

      | service | tables | named by | why |
      |---|---|---|---|
      | house | `form` | `figure.FigureStore` | one statement finds the form of every figure |
      """;

  @TempDir Path sources;

  @BeforeEach
  void aHouseThatKeepsTheRule() throws IOException {
    write("form/Form", "@Entity @Table(name = \"form\") class Form {}");
    write("form/Round", "@Entity\n@Table(name = \"round\")\nclass Round {}");
    write(
        "figure/FigureStore",
        """
        /** Reads from round, says the text: "select from round". */
        class FigureStore {
          // "update round set"
          String ofAForm = "select value from "
              + "figure f join form on form.key = f.form where quote = '\\"' and true";
          String staged = "insert into staged_row values (?)";
          char quote = '"';
        }
        """);
  }

  @Test
  void whatKeepsTheRuleIsLeftInPeace() throws IOException {
    assertEquals(List.of(), breaches(DATABASE, DOCUMENT));
  }

  @Test
  void aStatementOnTheTableOfAnotherFeatureIsFound() throws IOException {
    write("form/FormRepository", "String sql = \"delete from figure where form = ?\";");
    write(
        "form/Rounds", "String block = \"\"\"\n  select * from round r, public_figure p\n\"\"\";");
    write("form/FormText", "String view = sum(\"public_figure\");");

    assertEquals(
        List.of(
            "form.FormRepository names figure, which is of the feature figure: ask that feature, or"
                + " list it with its reason",
            "form.FormText names public_figure, which is of the feature figure: ask that feature, or"
                + " list it with its reason",
            "form.Rounds names public_figure, which is of the feature figure: ask that feature, or"
                + " list it with its reason"),
        breaches(DATABASE, DOCUMENT));
  }

  @Test
  void anotherClassOfTheFeatureDoesNotHaveTheReasonOfTheOneThatIsListed() throws IOException {
    write("figure/FigureReader", "String sql = \"select from form\";");

    assertEquals(
        List.of(
            "figure.FigureReader names form, which is of the feature form: ask that feature, or list"
                + " it with its reason"),
        breaches(DATABASE, DOCUMENT));
  }

  @Test
  void sqlTextInAServiceIsFound() throws IOException {
    write("form/FormService", "String sql = \"select from form\";");

    assertEquals(
        List.of("form.FormService holds SQL text, on form: a repository does"),
        breaches(DATABASE, DOCUMENT));
  }

  @Test
  void whatTheDocumentSaysIsSo() throws IOException {
    write("form/Round", "class Round {}");
    write("figure/FigureStore", "String sql = \"select from figure, staged_row\";");

    assertEquals(
        List.of(
            "figure.FigureStore is listed for form and need not be",
            "public_figure: there is no such table or view",
            "round: is not reached as it is said, as entity",
            "staged_row: is said to be temporary",
            "unheard_of: docs/architecture.md does not say of which feature it is"),
        breaches(Set.of("form", "round", "figure", "staged_row", "unheard_of"), DOCUMENT));
  }

  private List<String> breaches(Set<String> database, String document) throws IOException {
    return new TableGuard("house", sources, document).breaches(database);
  }

  private void write(String type, String source) throws IOException {
    Path file = sources.resolve("vn/solieu/house/" + type + ".java");
    Files.createDirectories(file.getParent());
    Files.writeString(file, source);
  }
}
