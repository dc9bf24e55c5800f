package vn.solieu.platform.problem;

import java.net.URI;

/**
 * Every kind of problem that an API of the platform answers with. The slug is for ever: it is the
 * end of the {@code type} URI (RFC 9457 §3.1.1), which opens as a page.
 */
public enum ProblemType {
  MALFORMED_REQUEST(
      "malformed-request", 400, "Yêu cầu không đọc được", "The request cannot be read"),
  INVALID_PARAMETER("invalid-parameter", 400, "Tham số không hợp lệ", "Invalid parameter"),
  UNAUTHENTICATED("unauthenticated", 401, "Chưa xác thực", "Not authenticated"),
  FORBIDDEN("forbidden", 403, "Không có quyền", "Not allowed"),
  NOT_FOUND("not-found", 404, "Không tìm thấy", "Not found"),
  METHOD_NOT_ALLOWED(
      "method-not-allowed", 405, "Phương thức không được hỗ trợ", "Method not allowed"),
  NOT_ACCEPTABLE("not-acceptable", 406, "Không có định dạng được yêu cầu", "Format not available"),
  REQUEST_TIMEOUT("request-timeout", 408, "Yêu cầu đến quá chậm", "The request came too slowly"),
  CONFLICT_OF_STATE(
      "conflict-of-state", 409, "Trạng thái không cho phép", "The state does not allow it"),
  REQUEST_IN_PROGRESS(
      "request-in-progress",
      409,
      "Yêu cầu này đang được xử lý",
      "This request is still being worked on"),
  PRECONDITION_FAILED(
      "precondition-failed", 412, "Dữ liệu đã thay đổi", "It has changed since it was read"),
  CONTENT_TOO_LARGE("content-too-large", 413, "Nội dung quá lớn", "The content is too large"),
  URI_TOO_LONG("uri-too-long", 414, "Địa chỉ quá dài", "The address is too long"),
  UNSUPPORTED_MEDIA_TYPE(
      "unsupported-media-type", 415, "Định dạng không được hỗ trợ", "Media type not supported"),
  INVALID_CONTENT("invalid-content", 422, "Nội dung không hợp lệ", "The content is not valid"),
  IDEMPOTENCY_KEY_REUSED(
      "idempotency-key-reused",
      422,
      "Khóa Idempotency-Key đã dùng cho nội dung khác",
      "The Idempotency-Key was used for other content"),
  PRECONDITION_REQUIRED(
      "precondition-required", 428, "Thiếu điều kiện tiên quyết", "A precondition is required"),
  TOO_MANY_REQUESTS("too-many-requests", 429, "Quá nhiều yêu cầu", "Too many requests"),
  HEADERS_TOO_LARGE("headers-too-large", 431, "Tiêu đề quá lớn", "The header fields are too large"),
  INTERNAL_ERROR("internal-error", 500, "Lỗi của hệ thống", "An error of the system"),
  BAD_GATEWAY(
      "bad-gateway", 502, "Dịch vụ phía sau trả lời sai", "A service behind answered wrongly"),
  UNAVAILABLE("unavailable", 503, "Tạm thời không phục vụ được", "Temporarily unavailable"),
  GATEWAY_TIMEOUT(
      "gateway-timeout",
      504,
      "Dịch vụ phía sau không trả lời kịp",
      "A service behind answered too late");

  private final String slug;
  private final int status;
  private final Text title;

  ProblemType(String slug, int status, String vi, String en) {
    this.slug = slug;
    this.status = status;
    this.title = Text.of(vi, en);
  }

  public String slug() {
    return slug;
  }

  /** The HTTP status code. */
  public int status() {
    return status;
  }

  public Text title() {
    return title;
  }

  /**
   * The {@code type} member: relative, so that it is the same under every host and opens on each.
   */
  public URI uri() {
    return URI.create("/problems/" + slug);
  }
}
