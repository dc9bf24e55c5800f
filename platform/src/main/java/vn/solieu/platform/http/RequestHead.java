package vn.solieu.platform.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import vn.solieu.platform.idempotency.IdempotencyKey;
import vn.solieu.platform.problem.LocalizedText;
import vn.solieu.platform.problem.ProblemException;
import vn.solieu.platform.problem.ProblemMember;
import vn.solieu.platform.problem.ProblemType;

/**
 * What the head of a request must be like. The framework would refuse the same, but with a bare
 * status: it looks before any route of ours, and offers no place for an answer of another kind. So
 * its own limits lie further out, and its check of the address is switched off ({@link
 * #CHECKED_HERE}).
 */
public final class RequestHead {

  /** In characters. */
  public static final int LONGEST_ADDRESS = 8 * 1024;

  /** In characters, names and values together. */
  public static final int LARGEST_HEADERS = 16 * 1024;

  /** Each costs, however short it is. */
  public static final int MOST_HEADERS = 100;

  /** System property with which the framework leaves the syntax of addresses to us. */
  public static final String CHECKED_HERE = "vertx.disableURIValidation";

  static final LocalizedText TOO_LARGE =
      LocalizedText.of(
          "Nội dung vượt giới hạn. Hãy chia thành nhiều phần.",
          "The content is beyond the limit. Divide it into parts.");

  /** Methods that mean something at one address or another; an answer 405 has to name some. */
  private static final String METHODS = "GET, HEAD, OPTIONS, POST, PUT, DELETE";

  /**
   * Fields that name one thing. Of two lines one reader takes the first and the next the last (RFC
   * 9110 §5.3): who was let in by a good token would be logged, or counted, by another.
   */
  private static final List<CharSequence> ONCE =
      List.of(HttpHeaders.AUTHORIZATION, HttpHeaders.CONTENT_TYPE, IdempotencyKey.HEADER);

  /**
   * Encoded dots, slashes and backslashes. They stand in no address of ours; one reader of an
   * address takes them for steps to another place where the next does not.
   */
  private static final Pattern ENCODED_DOTS_OR_SLASH =
      Pattern.compile("%2f|%5c|/(?:\\.?%2e\\.?|%2e%2e)(?:[/;]|$)", Pattern.CASE_INSENSITIVE);

  /**
   * Steps to another place and empty names, as they are. A router resolves them before it looks for
   * a route, so that every place would have endless addresses.
   */
  private static final Pattern STEP_OR_NOTHING =
      Pattern.compile("/(?:\\.{1,2}(?:;[^/]*)?(?:/|$)|/)");

  private RequestHead() {}

  /**
   * What is wrong with it, if anything.
   *
   * @param mostBytes that the body may announce
   */
  public static Optional<ProblemException> problem(HttpServerRequest request, long mostBytes) {
    if (request.version() == null) {
      return Optional.of(
          new ProblemException(
              ProblemType.HTTP_VERSION_NOT_SUPPORTED,
              LocalizedText.of(
                  "Máy chủ này dùng HTTP/1.1 và HTTP/2.",
                  "This server speaks HTTP/1.1 and HTTP/2.")));
    }
    if (request.uri().length() > LONGEST_ADDRESS) {
      return Optional.of(
          new ProblemException(
                  ProblemType.URI_TOO_LONG,
                  LocalizedText.of(
                      "Địa chỉ dài nhất là %d ký tự; hãy chia thành nhiều yêu cầu."
                          .formatted(LONGEST_ADDRESS),
                      "An address may have at most %d characters; divide it over several requests."
                          .formatted(LONGEST_ADDRESS)))
              .extension(ProblemMember.MAX_CHARACTERS, LONGEST_ADDRESS));
    }
    if (sizeOfHeaders(request) > LARGEST_HEADERS) {
      return Optional.of(
          new ProblemException(
                  ProblemType.HEADERS_TOO_LARGE,
                  LocalizedText.of(
                      "Các tiêu đề cộng lại dài nhất là %d ký tự.".formatted(LARGEST_HEADERS),
                      "The header fields together may have at most %d characters."
                          .formatted(LARGEST_HEADERS)))
              .extension(ProblemMember.MAX_CHARACTERS, LARGEST_HEADERS));
    }
    if (request.headers().contains("")) {
      return Optional.of(malformed("Có tiêu đề không có tên.", "A header field has no name."));
    }
    if (request.headers().entries().size() > MOST_HEADERS) {
      return Optional.of(
          new ProblemException(
                  ProblemType.HEADERS_TOO_LARGE,
                  LocalizedText.of(
                      "Nhiều nhất là %d tiêu đề.".formatted(MOST_HEADERS),
                      "There may be at most %d header fields.".formatted(MOST_HEADERS)))
              .extension(ProblemMember.MAX_FIELDS, MOST_HEADERS));
    }
    // An address answers TRACE itself, with the methods that it has.
    if (request.method().equals(HttpMethod.CONNECT)
        || (request.method().equals(HttpMethod.TRACE) && request.uri().equals("*"))) {
      return Optional.of(noTunnel());
    }
    if (!namesOneHost(request)) {
      return Optional.of(
          malformed(
              "Yêu cầu phải có đúng một tiêu đề Host hợp lệ.",
              "A request needs exactly one header Host that is valid."));
    }
    for (CharSequence field : ONCE) {
      if (request.headers().getAll(field).size() > 1) {
        return Optional.of(
            malformed(
                "Tiêu đề %s chỉ được nêu một lần.".formatted(field),
                "The header field %s may be given once.".formatted(field)));
      }
    }
    if (isWholeServer(request)) {
      return Optional.empty();
    }
    if (!isAddress(request.uri())) {
      return Optional.of(noAddress());
    }
    if (ENCODED_DOTS_OR_SLASH.matcher(request.path()).find()) {
      return Optional.of(
          malformed(
              "Đường dẫn có dấu chấm, gạch chéo hoặc gạch chéo ngược được mã hóa.",
              "The path holds encoded dots, slashes or backslashes."));
    }
    if (STEP_OR_NOTHING.matcher(request.path()).find()) {
      return Optional.of(
          new ProblemException(
              ProblemType.NOT_FOUND,
              LocalizedText.of("Không có gì ở địa chỉ này.", "There is nothing at this address.")));
    }
    if (isEncoded(request)) {
      return Optional.of(
          new ProblemException(
                  ProblemType.UNSUPPORTED_MEDIA_TYPE,
                  LocalizedText.of(
                      "Nội dung gửi lên không được nén: bỏ Content-Encoding.",
                      "Content is taken as it is, not compressed: without Content-Encoding."))
              // RFC 9110 §15.5.16: with it the sender knows that the coding is at fault, not the
              // type.
              .header(HttpHeaders.ACCEPT_ENCODING.toString(), "identity"));
    }
    String type = request.getHeader(HttpHeaders.CONTENT_TYPE);
    if (type != null && !request.method().equals(HttpMethod.GET) && !MediaRanges.isType(type)) {
      return Optional.of(
          new ProblemException(
              ProblemType.UNSUPPORTED_MEDIA_TYPE,
              LocalizedText.of(
                  "Content-Type không phải kiểu nội dung; viết như application/json hoặc text/csv.",
                  "Content-Type is no media type; write it as in application/json or text/csv.")));
    }
    if (announcedLength(request) > mostBytes) {
      return Optional.of(contentTooLarge(mostBytes));
    }
    return Optional.empty();
  }

  /** For what a router cannot decode, whatever its routes. */
  public static ProblemException noAddress() {
    return malformed(
        "Địa chỉ không đọc được: ký tự không được phép hoặc % không kèm hai chữ số thập lục phân.",
        "The address cannot be read: a character that is not allowed, or % without two hexadecimal"
            + " digits.");
  }

  /** For a body that ends early, or whose parts (RFC 9112 §7.1) are not what HTTP says. */
  public static ProblemException unreadableBody() {
    return malformed(
        "Nội dung bị ngắt giữa chừng hoặc sai dạng truyền (chunked); không có gì được lưu.",
        "The body broke off or is not well formed (chunked); nothing was stored.");
  }

  /** {@code OPTIONS *}: what the server as a whole can do (RFC 9110 §9.3.7). */
  public static boolean isWholeServer(HttpServerRequest request) {
    return request.uri().equals("*") && request.method().equals(HttpMethod.OPTIONS);
  }

  /** Answers it: nothing is promised but methods. */
  public static void answerWholeServer(HttpServerResponse response) {
    response.putHeader(HttpHeaders.ALLOW, METHODS).setStatusCode(204).end();
  }

  /**
   * Tells a caller who waits for it to send the body (RFC 9110 §10.1.1). Other expectations are
   * passed over, as HTTP allows.
   */
  public static void sendContinueIfExpected(HttpServerRequest request) {
    String expected = request.getHeader(HttpHeaders.EXPECT);
    if ("100-continue".equalsIgnoreCase(expected) && request.version() != HttpVersion.HTTP_1_0) {
      request.response().writeContinue();
    }
  }

  private static ProblemException noTunnel() {
    return new ProblemException(
            ProblemType.METHOD_NOT_ALLOWED,
            LocalizedText.of(
                "Máy chủ này không nhận CONNECT và TRACE.",
                "This server takes neither CONNECT nor TRACE."))
        .header(HttpHeaders.ALLOW.toString(), METHODS);
  }

  private static ProblemException malformed(String vi, String en) {
    return new ProblemException(ProblemType.MALFORMED_REQUEST, LocalizedText.of(vi, en));
  }

  private static boolean namesOneHost(HttpServerRequest request) {
    int hosts = request.headers().getAll(HttpHeaders.HOST).size();
    if (request.version() == HttpVersion.HTTP_1_0 && hosts == 0) {
      return true;
    }
    return hosts <= 1 && request.authority() != null;
  }

  static ProblemException contentTooLarge(long mostBytes) {
    return new ProblemException(ProblemType.CONTENT_TOO_LARGE, TOO_LARGE)
        .extension(ProblemMember.MAX_BYTES, mostBytes);
  }

  private static boolean isEncoded(HttpServerRequest request) {
    return !request.method().equals(HttpMethod.GET)
        && !request.method().equals(HttpMethod.HEAD)
        && request.headers().getAll(HttpHeaders.CONTENT_ENCODING).stream()
            .flatMap(list -> Arrays.stream(list.split(",", -1)))
            .map(String::strip)
            .anyMatch(coding -> !coding.isEmpty() && !coding.equalsIgnoreCase("identity"));
  }

  private static long announcedLength(HttpServerRequest request) {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    return length == null ? 0 : Long.parseLong(length);
  }

  private static int sizeOfHeaders(HttpServerRequest request) {
    int size = 0;
    for (var header : request.headers()) {
      size += header.getKey().length() + header.getValue().length();
    }
    return size;
  }

  private static boolean isAddress(String uri) {
    try {
      URI _ = new URI(uri);
      return true;
    } catch (URISyntaxException no) {
      return false;
    }
  }
}
