package vn.solieu.platform.http;

import jakarta.inject.Singleton;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import vn.solieu.platform.problem.LocalizedText;
import vn.solieu.platform.problem.ProblemException;
import vn.solieu.platform.problem.ProblemType;

/** Where long answers wait for their readers. */
@Singleton
public class AnswerFiles {

  private static final Duration LATER = Duration.ofSeconds(5);

  private final Path directory;

  AnswerFiles(@ConfigProperty(name = "solieu.answer.directory") Optional<Path> directory) {
    // A default value is taken by the letter: it names no other property.
    this.directory = directory.orElse(Path.of(System.getProperty("java.io.tmpdir")));
  }

  /**
   * Has an answer written now, to be sent when its reader takes it. What writes it as it reads it
   * needs no memory for the whole, and holds the database no longer than that takes.
   *
   * @throws ProblemException 503 when the disk is full
   */
  public WaitingAnswer keep(StreamingOutput answer) {
    try {
      return WaitingAnswer.of(answer, directory);
    } catch (IOException full) {
      throw new ProblemException(
              ProblemType.UNAVAILABLE,
              LocalizedText.of(
                  "Có quá nhiều câu trả lời dài đang chờ người đọc. Gửi lại sau ít giây.",
                  "Too many long answers wait for their readers. Send this again in some seconds."))
          .retryAfter(LATER)
          .causedBy(full);
    }
  }
}
