package vn.solieu.platform.http;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The syntax of {@code Accept} and {@code Content-Type} (RFC 9110 §8.3.1, §12.5.1). The framework
 * fails on others in the middle of its work.
 */
final class MediaRanges {

  private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
  private static final String QUOTED = "\"(?:[^\"\\\\]|\\\\.)*+\"";
  private static final String PARAMETERS =
      "(?:\\s*;\\s*(?:" + TOKEN + "=(?:" + TOKEN + "|" + QUOTED + "))?)*+\\s*";
  private static final Pattern TYPE =
      Pattern.compile("\\s*(?!\\*)" + TOKEN + "/(?!\\*)" + TOKEN + PARAMETERS);
  private static final Pattern RANGE =
      Pattern.compile(
          "\\s*(?:\\*/\\*|(?!\\*)" + TOKEN + "/(?:\\*|(?!\\*)" + TOKEN + "))" + PARAMETERS);
  private static final Pattern ELEMENT = Pattern.compile("(?:[^\",]|" + QUOTED + "|\")++");
  private static final Pattern WEIGHT = Pattern.compile(";\\s*[qQ]=([^;\\s]*)");
  private static final Pattern WEIGHT_VALUE =
      Pattern.compile("0(?:\\.[0-9]{0,3})?|1(?:\\.0{0,3})?");

  private MediaRanges() {}

  static boolean isType(String contentType) {
    return TYPE.matcher(contentType).matches();
  }

  /**
   * Takes out of {@code Accept} what is no media range. A server may disregard what a client would
   * rather have, and who sends rubbish wants an answer; where nothing is left, anything is right.
   */
  static void mendAccept(MultiMap headers) {
    List<String> sent = headers.getAll(HttpHeaders.ACCEPT);
    if (sent.isEmpty()) {
      return;
    }
    List<String> ranges =
        sent.stream()
            .flatMap(list -> ELEMENT.matcher(list).results())
            .map(element -> element.group())
            .filter(MediaRanges::isRange)
            .toList();
    headers.set(HttpHeaders.ACCEPT, ranges.isEmpty() ? "*/*" : String.join(",", ranges));
  }

  private static boolean isRange(String element) {
    Matcher weight = WEIGHT.matcher(element);
    return RANGE.matcher(element).matches()
        && (!weight.find() || WEIGHT_VALUE.matcher(weight.group(1)).matches());
  }
}
