package vn.solieu.platform.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.ws.rs.ConstrainedTo;
import jakarta.ws.rs.RuntimeType;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.WriterInterceptor;
import jakarta.ws.rs.ext.WriterInterceptorContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import vn.solieu.platform.problem.ProblemException;
import vn.solieu.platform.problem.ProblemType;
import vn.solieu.platform.problem.Text;

/**
 * Lets every long answer wait for its reader as {@link WaitingAnswer}. What is streamed waits by
 * itself ({@link PacedOutput}).
 */
@Provider
@ConstrainedTo(RuntimeType.SERVER)
public class WaitingAnswers implements WriterInterceptor {

  /** How many there are. */
  static final String WAITING = "solieu.answers.waiting";

  private static final Duration LATER = Duration.ofSeconds(5);

  private final CurrentVertxRequest request;
  private final Path directory;
  private final AtomicInteger count;

  WaitingAnswers(
      CurrentVertxRequest request,
      MeterRegistry metrics,
      @ConfigProperty(name = "solieu.answer.directory") Optional<Path> directory) {
    this.request = request;
    // A default value is taken by the letter: it names no other property.
    this.directory = directory.orElse(Path.of(System.getProperty("java.io.tmpdir")));
    this.count = metrics.gauge(WAITING, new AtomicInteger());
  }

  @Override
  public void aroundWriteTo(WriterInterceptorContext context) throws IOException {
    if (context.getEntity() instanceof StreamingOutput || isShort(context.getEntity())) {
      context.proceed();
      return;
    }
    OutputStream framework = context.getOutputStream();
    Optional<WaitingAnswer> waiting = answer(context, framework);
    // From here on nothing holds the answer but its file.
    if (waiting.isPresent()) {
      count.incrementAndGet();
      try {
        PacedOutput.of(waiting.get(), request.getCurrent()).write(framework);
      } finally {
        count.decrementAndGet();
      }
    }
  }

  /** Of bytes that is known before they are written, and these need no copy. */
  private static boolean isShort(Object entity) {
    return entity instanceof byte[] bytes && bytes.length <= WaitingAnswer.SHORT;
  }

  /** Empty when it was short and is written. */
  private Optional<WaitingAnswer> answer(WriterInterceptorContext context, OutputStream framework)
      throws IOException {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    context.setOutputStream(answer);
    context.proceed();
    context.setOutputStream(framework);
    if (answer.size() <= WaitingAnswer.SHORT) {
      answer.writeTo(framework);
      return Optional.empty();
    }
    WaitingAnswer waiting = kept(answer.toByteArray());
    context.setEntity(waiting);
    return Optional.of(waiting);
  }

  private WaitingAnswer kept(byte[] answer) {
    try {
      return WaitingAnswer.of(answer, directory);
    } catch (IOException full) {
      throw new ProblemException(
              ProblemType.UNAVAILABLE,
              Text.of(
                  "Có quá nhiều câu trả lời dài đang chờ người đọc. Gửi lại sau ít giây.",
                  "Too many long answers wait for their readers. Send this again in some seconds."))
          .retryAfter(LATER)
          .causedBy(full);
    }
  }
}
