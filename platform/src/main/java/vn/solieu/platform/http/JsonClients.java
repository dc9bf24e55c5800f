package vn.solieu.platform.http;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.regex.Pattern;

/**
 * Generated clients send one {@code Accept} with everything, mostly JSON and problems, and take
 * what comes: a calendar, an answer without a body, a redirection. The framework would refuse them
 * with 406, which HTTP allows and helps nobody (RFC 9110 §12.4.1).
 */
final class JsonClients {

  /** A range of JSON that is not excluded by a weight of zero. */
  private static final Pattern JSON =
      Pattern.compile(
          "\\s*application/(?:[^;,]*\\+)?json\\s*(?:;(?!\\s*q=0(?:\\.0*)?\\s*(?:;|$)).*)?",
          Pattern.CASE_INSENSITIVE);

  /** Behind everything that was asked for. */
  private static final String ANYTHING_ELSE = "*/*;q=0.001";

  private JsonClients() {}

  /** Lets who takes JSON have whatever else an address has. */
  static void widenAccept(MultiMap headers) {
    String accept = String.join(",", headers.getAll(HttpHeaders.ACCEPT));
    for (String range : accept.split(",", -1)) {
      if (JSON.matcher(range).matches()) {
        headers.set(HttpHeaders.ACCEPT, accept + ", " + ANYTHING_ELSE);
        return;
      }
    }
  }
}
