package vn.solieu.platform.problem;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A refusal that the caller gets as a problem (RFC 9457). Everything in it is seen by the caller.
 */
public final class ProblemException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final ProblemType type;
  private final transient LocalizedText detail;
  private final transient List<Violation> violations;
  private final transient @Nullable Duration retryAfter;
  private final transient Map<String, Object> extensions;
  private final transient Map<String, String> headers;

  public ProblemException(ProblemType type, LocalizedText detail) {
    this(type, detail, List.of(), null, Map.of(), Map.of(), null);
  }

  private ProblemException(
      ProblemType type,
      LocalizedText detail,
      List<Violation> violations,
      @Nullable Duration retryAfter,
      Map<String, Object> extensions,
      Map<String, String> headers,
      @Nullable Throwable cause) {
    super(type.slug() + ": " + detail.en(), cause);
    this.type = type;
    this.detail = detail;
    this.violations = List.copyOf(violations);
    this.retryAfter = retryAfter;
    this.extensions = extensions;
    this.headers = headers;
  }

  /** The same with these entries of {@code errors[]}. */
  public ProblemException with(List<Violation> all) {
    return new ProblemException(type, detail, all, retryAfter, extensions, headers, getCause());
  }

  /** The same with this one entry of {@code errors[]}. */
  public ProblemException with(Violation one) {
    return with(List.of(one));
  }

  /** The same with a {@code Retry-After} header, rounded up to whole seconds. */
  public ProblemException retryAfter(Duration wait) {
    return new ProblemException(type, detail, violations, wait, extensions, headers, getCause());
  }

  /** The same with a further member of the body (RFC 9457 §3.2). */
  public ProblemException extension(ProblemMember member, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(extensions);
    more.put(member.id(), value);
    return new ProblemException(type, detail, violations, retryAfter, more, headers, getCause());
  }

  /** The same with a header that the status calls for: {@code WWW-Authenticate}, {@code Allow}. */
  public ProblemException header(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new ProblemException(type, detail, violations, retryAfter, extensions, more, getCause());
  }

  /** The same with what led to it, for the log alone. */
  public ProblemException causedBy(Throwable cause) {
    return new ProblemException(type, detail, violations, retryAfter, extensions, headers, cause);
  }

  public ProblemType type() {
    return type;
  }

  public LocalizedText detail() {
    return detail;
  }

  public List<Violation> violations() {
    return violations;
  }

  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }

  public Map<String, String> headers() {
    return headers;
  }

  public Map<String, Object> extensions() {
    return extensions;
  }
}
