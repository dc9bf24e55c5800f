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
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Lets every long answer wait for its reader as {@link WaitingAnswer}. What is streamed waits by
 * itself ({@link PacedOutput}).
 */
@Provider
@ConstrainedTo(RuntimeType.SERVER)
public class WaitingAnswers implements WriterInterceptor {

  /** How many there are. */
  static final String WAITING = "solieu.answers.waiting";

  private final CurrentVertxRequest request;
  private final AnswerFiles files;
  private final AtomicInteger count;

  WaitingAnswers(CurrentVertxRequest request, AnswerFiles files, MeterRegistry metrics) {
    this.request = request;
    this.files = files;
    this.count = metrics.gauge(WAITING, new AtomicInteger());
  }

  @Override
  public void aroundWriteTo(WriterInterceptorContext context) throws IOException {
    if (context.getEntity() instanceof WaitingAnswer kept) {
      context.setEntity((StreamingOutput) out -> send(kept, out));
      context.proceed();
      return;
    }
    if (context.getEntity() instanceof StreamingOutput || isShort(context.getEntity())) {
      context.proceed();
      return;
    }
    OutputStream framework = context.getOutputStream();
    Optional<WaitingAnswer> waiting = answer(context, framework);
    // From here on nothing holds the answer but its file.
    if (waiting.isPresent()) {
      send(waiting.get(), framework);
    }
  }

  private void send(WaitingAnswer waiting, OutputStream framework) throws IOException {
    count.incrementAndGet();
    try {
      PacedOutput.of(waiting, request.getCurrent()).write(framework);
    } finally {
      count.decrementAndGet();
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
    WaitingAnswer waiting = files.keep(answer::writeTo);
    context.setEntity(waiting);
    return Optional.of(waiting);
  }
}
