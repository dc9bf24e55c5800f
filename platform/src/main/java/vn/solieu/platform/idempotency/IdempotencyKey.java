package vn.solieu.platform.idempotency;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.solieu.platform.problem.LocalizedText;
import vn.solieu.platform.problem.ProblemException;
import vn.solieu.platform.problem.ProblemType;
import vn.solieu.platform.problem.Violation;

/** The header {@code Idempotency-Key}: 1 to 128 visible ASCII characters, chosen by the sender. */
public final class IdempotencyKey {

  public static final String HEADER = "Idempotency-Key";

  private static final Pattern VISIBLE_ASCII = Pattern.compile("[\\x21-\\x7E]{1,128}");

  private IdempotencyKey() {}

  /**
   * @throws ProblemException 400 when it is absent or has another shape
   */
  public static String parse(@Nullable String header) {
    if (header != null && VISIBLE_ASCII.matcher(header).matches()) {
      return header;
    }
    throw new ProblemException(
            ProblemType.INVALID_PARAMETER,
            LocalizedText.of(
                "Thiếu hoặc sai khóa chống gửi lặp.", "The idempotency key is missing or bad."))
        .with(
            Violation.inHeader(
                HEADER,
                header == null ? "required" : "syntax",
                LocalizedText.of(
                    "Gửi một khóa mới cho mỗi lần gửi (1 đến 128 ký tự ASCII, không dấu cách);"
                        + " khi gửi lại, giữ nguyên khóa.",
                    "Send a new key with each new request (1 to 128 ASCII characters, no space);"
                        + " keep it when you send again.")));
  }
}
