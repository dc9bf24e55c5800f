package vn.solieu.platform.publication;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The publication log as calendar-service serves it. For one thread. */
final class CalendarLog implements AutoCloseable {

  private static final int PAGE = 100;

  /** Asked every second: an answer that takes longer comes too late. */
  private static final Duration TIMEOUT = Duration.ofMillis(900);

  /**
   * Of an answer: a page ends with the entry that passes a million bytes. What is read of it takes
   * ten times as much memory.
   */
  private static final long MOST_BYTES = 4L << 20;

  private static final String NEXT = "rel=\"next\"";

  /**
   * Some of the log.
   *
   * @param isLast whether it had no more when it answered: {@code Link} tells of none, and the page
   *     is shorter than was asked for. Neither is enough: the page of a calendar that bounds its
   *     bytes is short anywhere, and one that knows no {@code Link} fills every page but the last.
   */
  record Page(List<JsonNode> entries, boolean isLast) {}

  private final URI calendar;
  private final ObjectMapper json;
  private final ObjectReader reader;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(TIMEOUT)
          .executor(Executors.newVirtualThreadPerTaskExecutor())
          .build();

  /**
   * What is too large or too slow is asked for in parts, up to the end of the log. A calendar that
   * bounds the bytes of its pages needs it for the time alone.
   */
  private int limit = PAGE;

  CalendarLog(URI calendar, ObjectMapper json) {
    this.calendar = calendar;
    this.json = json;
    this.reader =
        json.readerFor(Publication.class)
            .without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .with(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES);
  }

  /**
   * The entries that follow.
   *
   * @throws IOException when the calendar does not answer, or not with its log
   * @throws UnreadablePublication when the answer is not a page of the log
   */
  Page after(long sequence) throws IOException, InterruptedException {
    int asked = limit;
    URI uri = calendar.resolve("/v1/publications?after=" + sequence + "&limit=" + asked);
    limit = Math.max(1, limit / 10);
    HttpResponse<byte[]> answer = get(uri);
    if (answer.statusCode() != 200) {
      throw new IOException(uri + " answered " + answer.statusCode());
    }
    JsonNode items;
    try {
      items = json.readTree(answer.body()).path("items");
    } catch (IOException e) {
      throw new UnreadablePublication("The calendar's answer is not JSON", e);
    }
    if (!items.isArray()) {
      throw new UnreadablePublication("The calendar's answer has no items", null);
    }
    List<JsonNode> entries = new ArrayList<>();
    items.forEach(entries::add);
    boolean more = answer.headers().allValues("Link").stream().anyMatch(to -> to.contains(NEXT));
    if (more && entries.isEmpty()) {
      throw new UnreadablePublication("The calendar's log has more, and tells nothing of it", null);
    }
    boolean last = !more && entries.size() < asked;
    limit = last ? PAGE : asked;
    return new Page(entries, last);
  }

  /**
   * Reads an entry; members that are not known are passed over.
   *
   * @throws UnreadablePublication when it does not fit
   */
  Publication read(JsonNode entry) {
    try {
      return reader.readValue(entry);
    } catch (IOException e) {
      throw new UnreadablePublication("An entry of the calendar's log cannot be read", e);
    }
  }

  /** Headers and body within the time: the client's own timeout ends with the headers. */
  private HttpResponse<byte[]> get(URI uri) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(uri).header("Accept", "application/json").timeout(TIMEOUT).build();
    CompletableFuture<HttpResponse<byte[]>> answer =
        client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MOST_BYTES));
    try {
      return answer.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new IOException(uri + " did not answer within " + TIMEOUT, e);
    } catch (ExecutionException e) {
      throw new IOException(uri + " cannot be reached", e.getCause());
    } finally {
      answer.cancel(true);
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
