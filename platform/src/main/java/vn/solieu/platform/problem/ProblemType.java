package vn.solieu.platform.problem;

import java.net.URI;

/**
 * Every kind of problem that an API of the platform answers with. The slug is for ever: it is the
 * end of the {@code type} URI (RFC 9457 §3.1.1), which opens as a page.
 */
public enum ProblemType {
  MALFORMED_REQUEST(
      "malformed-request",
      400,
      LocalizedText.of("Yêu cầu không đọc được", "The request cannot be read"),
      LocalizedText.of(
          "Địa chỉ, tiêu đề hoặc nội dung không đúng cú pháp của HTTP hay JSON, hoặc một trường của JSON không đúng kiểu.",
          "The address, a header field or the content is not well-formed HTTP or JSON, or a member of the JSON is of another type than the API document says."),
      LocalizedText.of(
          "Sửa yêu cầu theo detail và errors rồi gửi lại; gửi lại y nguyên sẽ nhận cùng câu trả lời.",
          "Correct the request as detail and errors say and send it again; sent unchanged it gets the same answer.")),
  INVALID_PARAMETER(
      "invalid-parameter",
      400,
      LocalizedText.of("Tham số không hợp lệ", "Invalid parameter"),
      LocalizedText.of(
          "Một tham số của địa chỉ không có trong tài liệu API, bị lặp, thiếu, hoặc có giá trị không được phép.",
          "A parameter of the address is not in the API document, given twice, missing, or has a value that is not allowed."),
      LocalizedText.of(
          "errors nêu từng tham số (pointer là ?tên) và giá trị được phép. Sửa tất cả rồi gửi lại.",
          "errors names each parameter (pointer is ?name) and what it may be. Correct all of them and ask again.")),
  UNAUTHENTICATED(
      "unauthenticated",
      401,
      LocalizedText.of("Chưa xác thực", "Not authenticated"),
      LocalizedText.of(
          "Thao tác này cần mã truy cập, và yêu cầu không có mã, hoặc mã không hợp lệ hay đã hết hạn. Đọc số liệu đã công bố thì không cần mã.",
          "This operation needs an access token, and the request has none, or one that is not valid or has expired. Reading published figures needs none."),
      LocalizedText.of(
          "Lấy mã truy cập mới ở máy chủ định danh và gửi trong tiêu đề Authorization: Bearer.",
          "Get a new access token from the identity provider and send it in the header Authorization: Bearer.")),
  FORBIDDEN(
      "forbidden",
      403,
      LocalizedText.of("Không có quyền", "Not allowed"),
      LocalizedText.of(
          "Mã truy cập hợp lệ, nhưng vai trò hoặc phạm vi được giao (cơ quan, biểu mẫu, khu vực, thời hạn) không bao gồm việc này.",
          "The token is valid, but the role or the scope that it is granted (agency, forms, areas, days) does not include this."),
      LocalizedText.of(
          "Kiểm tra đúng cơ quan và biểu mẫu; nếu đúng, đề nghị quản trị viên giao thêm quyền. Người gửi không được tự thẩm định báo cáo của mình.",
          "Check that it is the right agency and form; if so, ask an administrator for the grant. Whoever sent a submission cannot appraise it.")),
  NOT_FOUND(
      "not-found",
      404,
      LocalizedText.of("Không tìm thấy", "Not found"),
      LocalizedText.of(
          "Không có gì ở địa chỉ này, hoặc có nhưng chưa công bố: hai trường hợp trả lời như nhau.",
          "There is nothing at this address, or it is not published yet: both are answered alike."),
      LocalizedText.of(
          "Kiểm tra địa chỉ theo tài liệu API và mã trong địa chỉ; với số liệu chưa công bố, xem lịch phổ biến.",
          "Check the address against the API document, and the identifier in it; for figures that are not out yet see the release calendar.")),
  METHOD_NOT_ALLOWED(
      "method-not-allowed",
      405,
      LocalizedText.of("Phương thức không được hỗ trợ", "Method not allowed"),
      LocalizedText.of(
          "Có địa chỉ này, nhưng nó không nhận phương thức đã gửi.",
          "The address exists, but it does not take the method that was sent."),
      LocalizedText.of(
          "Dùng một phương thức nêu trong tiêu đề Allow của câu trả lời.",
          "Use one of the methods that the header Allow of the answer names.")),
  NOT_ACCEPTABLE(
      "not-acceptable",
      406,
      LocalizedText.of("Không có định dạng được yêu cầu", "Format not available"),
      LocalizedText.of(
          "Số liệu không có ở định dạng nêu trong tiêu đề Accept hoặc tham số format.",
          "There is no answer in the format that the header Accept or the parameter format asks for."),
      LocalizedText.of(
          "Nêu một định dạng có trong tài liệu API, hoặc bỏ tiêu đề Accept.",
          "Ask for a format that the API document names, or leave the header Accept out.")),
  REQUEST_TIMEOUT(
      "request-timeout",
      408,
      LocalizedText.of("Yêu cầu đến quá chậm", "The request came too slowly"),
      LocalizedText.of(
          "Nội dung đến chậm hơn tốc độ tối thiểu, hoặc không đến đủ trong thời hạn. Không có gì được lưu.",
          "The content arrived below the minimum rate, or was not whole in time. Nothing was stored."),
      LocalizedText.of(
          "Gửi lại bằng đường truyền tốt hơn hoặc chia nhỏ nội dung. Gửi lại với cùng Idempotency-Key là an toàn.",
          "Send it again over a better connection, or in smaller parts. With the same Idempotency-Key that is safe.")),
  CONFLICT_OF_STATE(
      "conflict-of-state",
      409,
      LocalizedText.of("Trạng thái không cho phép", "The state does not allow it"),
      LocalizedText.of(
          "Yêu cầu đúng, nhưng trạng thái hiện tại không cho phép: đã có mã đó, đợt phổ biến đã niêm phong, báo cáo đã được thẩm định.",
          "The request is right, but the present state does not allow it: the identifier is taken, the release is sealed, the submission is already appraised."),
      LocalizedText.of(
          "Đọc lại đối tượng để biết trạng thái, rồi chọn thao tác mà trạng thái đó cho phép.",
          "Read the object again to see its state, then choose an operation that this state allows.")),
  REQUEST_IN_PROGRESS(
      "request-in-progress",
      409,
      LocalizedText.of("Yêu cầu này đang được xử lý", "This request is still being worked on"),
      LocalizedText.of(
          "Một yêu cầu khác với cùng Idempotency-Key đang được xử lý.",
          "Another request with the same Idempotency-Key is still being worked on."),
      LocalizedText.of(
          "Chờ số giây nêu trong Retry-After rồi gửi lại y nguyên: sẽ nhận câu trả lời của yêu cầu đầu tiên.",
          "Wait as many seconds as Retry-After says, then send the same again: it gets the answer of the first.")),
  PRECONDITION_FAILED(
      "precondition-failed",
      412,
      LocalizedText.of("Dữ liệu đã thay đổi", "It has changed since it was read"),
      LocalizedText.of(
          "ETag trong If-Match không còn là ETag hiện tại: có người đã sửa sau khi bạn đọc.",
          "The entity tag in If-Match is no longer the present one: somebody changed it after you had read it."),
      LocalizedText.of(
          "Đọc lại, sửa trên bản mới và gửi với ETag mới.",
          "Read it again, make your change in the new version, and send it with the new entity tag.")),
  CONTENT_TOO_LARGE(
      "content-too-large",
      413,
      LocalizedText.of("Nội dung quá lớn", "The content is too large"),
      LocalizedText.of(
          "Nội dung vượt giới hạn của thao tác này; giới hạn nêu trong maxBytes. Không có gì được lưu.",
          "The content is beyond the limit of this operation, which maxBytes tells. Nothing was stored."),
      LocalizedText.of(
          "Chia nội dung thành nhiều yêu cầu.", "Divide the content over several requests.")),
  URI_TOO_LONG(
      "uri-too-long",
      414,
      LocalizedText.of("Địa chỉ quá dài", "The address is too long"),
      LocalizedText.of(
          "Địa chỉ kèm tham số vượt giới hạn nêu trong maxCharacters.",
          "The address with its parameters is beyond the limit that maxCharacters tells."),
      LocalizedText.of(
          "Chia thành nhiều yêu cầu, mỗi yêu cầu ít bộ lọc hơn.",
          "Divide it over several requests with fewer filters each.")),
  UNSUPPORTED_MEDIA_TYPE(
      "unsupported-media-type",
      415,
      LocalizedText.of("Định dạng không được hỗ trợ", "Media type not supported"),
      LocalizedText.of(
          "Thao tác này không nhận nội dung có Content-Type hoặc Content-Encoding đã gửi.",
          "This operation does not take content of the Content-Type or Content-Encoding that was sent."),
      LocalizedText.of(
          "Gửi nội dung ở kiểu mà tài liệu API nêu và khai đúng Content-Type.",
          "Send content of a type that the API document names, and say so in Content-Type.")),
  INVALID_CONTENT(
      "invalid-content",
      422,
      LocalizedText.of("Nội dung không hợp lệ", "The content is not valid"),
      LocalizedText.of(
          "Nội dung đọc được nhưng vi phạm quy tắc: thiếu trường, giá trị ngoài phạm vi, hoặc số liệu mâu thuẫn.",
          "The content can be read but breaks rules: a member is missing, a value is out of range, or figures contradict each other."),
      LocalizedText.of(
          "errors nêu mọi lỗi cùng lúc, với vị trí (pointer, hoặc row và column), quy tắc và cách sửa. Sửa tất cả rồi gửi lại.",
          "errors tells all of them at once, with the place (pointer, or row and column), the rule and what to do. Correct all and send it again.")),
  IDEMPOTENCY_KEY_REUSED(
      "idempotency-key-reused",
      422,
      LocalizedText.of(
          "Khóa Idempotency-Key đã dùng cho nội dung khác",
          "The Idempotency-Key was used for other content"),
      LocalizedText.of(
          "Khóa này đã đi cùng một nội dung khác trong bảy ngày qua. Nội dung mới không được xử lý.",
          "Within the last seven days this key came with other content. The new content was not worked on."),
      LocalizedText.of(
          "Dùng khóa mới cho nội dung mới; dùng lại khóa cũ chỉ khi gửi lại y nguyên nội dung cũ.",
          "Take a new key for new content; use a key again only to send the very same content again.")),
  PRECONDITION_REQUIRED(
      "precondition-required",
      428,
      LocalizedText.of("Thiếu điều kiện tiên quyết", "A precondition is required"),
      LocalizedText.of(
          "Thao tác này thay đổi cái đã có, nên phải nêu If-Match (hoặc Idempotency-Key khi nộp báo cáo).",
          "The operation changes what exists and needs If-Match (or, for a push, Idempotency-Key)."),
      LocalizedText.of(
          "Đọc đối tượng, lấy ETag của nó và gửi trong If-Match.",
          "Read the object, take its ETag and send it in If-Match.")),
  TOO_MANY_REQUESTS(
      "too-many-requests",
      429,
      LocalizedText.of("Quá nhiều yêu cầu", "Too many requests"),
      LocalizedText.of(
          "Quá nhiều yêu cầu từ địa chỉ của bạn đang được phục vụ cùng lúc. Không ai bị chặn: xong yêu cầu này thì đến yêu cầu khác.",
          "Too many requests from your address are under way at once. Nobody is banned: as one ends, the next is served."),
      LocalizedText.of(
          "Gửi ít yêu cầu song song hơn, đọc hết câu trả lời, và gửi lại sau số giây nêu trong Retry-After.",
          "Send fewer at a time, read answers to their end, and send this again after as many seconds as Retry-After says.")),
  HEADERS_TOO_LARGE(
      "headers-too-large",
      431,
      LocalizedText.of("Tiêu đề quá lớn", "The header fields are too large"),
      LocalizedText.of(
          "Các tiêu đề của yêu cầu quá dài hoặc quá nhiều.",
          "The header fields of the request are too long, or too many."),
      LocalizedText.of(
          "Bỏ bớt tiêu đề; API không dùng cookie.", "Leave some out; the API uses no cookies.")),
  INTERNAL_ERROR(
      "internal-error",
      500,
      LocalizedText.of("Lỗi của hệ thống", "An error of the system"),
      LocalizedText.of(
          "Lỗi ở phía hệ thống, không phải ở yêu cầu của bạn.",
          "The fault is ours, not in what you sent."),
      LocalizedText.of(
          "Báo cho cơ quan vận hành kèm requestId. Với thao tác ghi có Idempotency-Key, gửi lại là an toàn.",
          "Report it with the requestId. A write that has an Idempotency-Key can safely be sent again.")),
  BAD_GATEWAY(
      "bad-gateway",
      502,
      LocalizedText.of("Dịch vụ phía sau trả lời sai", "A service behind answered wrongly"),
      LocalizedText.of(
          "Một dịch vụ phía sau cổng đã trả lời không đọc được.",
          "A service behind the gateway answered in a way that cannot be read."),
      LocalizedText.of(
          "Gửi lại sau giây lát; nếu còn lỗi, báo cho cơ quan vận hành kèm requestId.",
          "Send it again in a moment; if it stays, report it with the requestId.")),
  UNAVAILABLE(
      "unavailable",
      503,
      LocalizedText.of("Tạm thời không phục vụ được", "Temporarily unavailable"),
      LocalizedText.of(
          "Dịch vụ đang khởi động lại hoặc đang bận hết khả năng phục vụ.",
          "The service is being restarted, or as busy as it can be."),
      LocalizedText.of(
          "Gửi lại sau số giây nêu trong Retry-After. Với Idempotency-Key thì gửi lại là an toàn.",
          "Send it again after as many seconds as Retry-After says. With an Idempotency-Key that is safe.")),
  GATEWAY_TIMEOUT(
      "gateway-timeout",
      504,
      LocalizedText.of("Dịch vụ phía sau không trả lời kịp", "A service behind answered too late"),
      LocalizedText.of(
          "Một dịch vụ phía sau cổng im lặng quá lâu. Với thao tác ghi, chưa biết nó đã được thực hiện hay chưa.",
          "A service behind the gateway kept silent for too long. Of a write it is not known whether it was done."),
      LocalizedText.of(
          "Đọc thì gửi lại. Ghi thì gửi lại với cùng Idempotency-Key hoặc If-Match: không có gì được làm hai lần.",
          "Send a read again. Send a write again with the same Idempotency-Key or If-Match: nothing is done twice.")),
  HTTP_VERSION_NOT_SUPPORTED(
      "http-version-not-supported",
      505,
      LocalizedText.of("Phiên bản HTTP không được hỗ trợ", "HTTP version not supported"),
      LocalizedText.of(
          "Dòng đầu của yêu cầu nêu một phiên bản HTTP mà máy chủ này không dùng.",
          "The first line of the request names a version of HTTP that this server does not speak."),
      LocalizedText.of("Dùng HTTP/1.1 hoặc HTTP/2.", "Use HTTP/1.1 or HTTP/2."));

  private final String slug;
  private final int status;
  private final LocalizedText title;
  private final LocalizedText meaning;
  private final LocalizedText remedy;

  ProblemType(
      String slug, int status, LocalizedText title, LocalizedText meaning, LocalizedText remedy) {
    this.slug = slug;
    this.status = status;
    this.title = title;
    this.meaning = meaning;
    this.remedy = remedy;
  }

  public String slug() {
    return slug;
  }

  /** The HTTP status code. */
  public int status() {
    return status;
  }

  public LocalizedText title() {
    return title;
  }

  /** What has happened when it is answered: the first paragraph of its page. */
  public LocalizedText meaning() {
    return meaning;
  }

  /** What the caller can do about it: the second. */
  public LocalizedText remedy() {
    return remedy;
  }

  /**
   * The {@code type} member: relative, so that it is the same under every host and opens on each.
   */
  public URI uri() {
    return URI.create("/problems/" + slug);
  }
}
