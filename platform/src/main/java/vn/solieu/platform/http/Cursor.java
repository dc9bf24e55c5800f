package vn.solieu.platform.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.solieu.platform.problem.LocalizedText;
import vn.solieu.platform.problem.ProblemException;
import vn.solieu.platform.problem.ProblemType;
import vn.solieu.platform.problem.Violation;
import vn.solieu.platform.version.EntityTag;

/**
 * Where the next page of a list begins. Opaque to the caller, and only a position: it carries no
 * rights, so it is not signed, and whoever makes one up gets no more than a page that they could
 * have asked for.
 *
 * @param sequence the publication that the first page was read at, so that a release in the middle
 *     changes nothing; 0 for lists that do not depend on publications
 * @param query tag of the canonical query that the list belongs to
 * @param last the key of the last item of the page before, most significant part first
 */
public record Cursor(
    @JsonProperty("s") long sequence,
    @JsonProperty("q") String query,
    @JsonProperty("k") List<String> last) {

  private static final int LONGEST = 2_000;
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  public Cursor {
    last = List.copyOf(last);
  }

  /**
   * @param canonicalQuery every parameter that chooses or orders the items, in one fixed spelling;
   *     not the limit
   */
  public static Cursor of(long sequence, String canonicalQuery, String... last) {
    return new Cursor(sequence, tag(canonicalQuery), List.of(last));
  }

  /**
   * The cursor that came with a request; empty for the first page.
   *
   * @param keyParts how many parts the key of this list has
   * @throws ProblemException 400 when it cannot be read or belongs to another query
   */
  public static Optional<Cursor> parse(
      @Nullable String cursor, String canonicalQuery, int keyParts) {
    if (cursor == null) {
      return Optional.empty();
    }
    Cursor read = decode(cursor);
    if (!read.query.equals(tag(canonicalQuery))
        || read.last.size() != keyParts
        || read.sequence < 0) {
      throw ofAnotherQuery();
    }
    return Optional.of(read);
  }

  /** As it goes into the {@code Link} header. */
  public String encode() {
    try {
      return Base64.getUrlEncoder().withoutPadding().encodeToString(JSON.writeValueAsBytes(this));
    } catch (JacksonException e) {
      throw new IllegalStateException("a cursor is numbers and strings", e);
    }
  }

  private static Cursor decode(String cursor) {
    if (cursor.length() > LONGEST) {
      throw ofAnotherQuery();
    }
    try {
      Cursor read = JSON.readValue(Base64.getUrlDecoder().decode(cursor), Cursor.class);
      if (read == null) {
        throw ofAnotherQuery();
      }
      return read;
    } catch (IOException | IllegalArgumentException unreadable) {
      throw ofAnotherQuery().causedBy(unreadable);
    }
  }

  private static String tag(String canonicalQuery) {
    return EntityTag.of(canonicalQuery).value();
  }

  /** For a cursor that this list did not give: 400. */
  public static ProblemException ofAnotherQuery() {
    return new ProblemException(
            ProblemType.INVALID_PARAMETER,
            LocalizedText.of("Tham số không hợp lệ.", "A parameter is not valid."))
        .with(
            Violation.inParameter(
                "cursor",
                "cursor",
                LocalizedText.of(
                    "Con trỏ không thuộc truy vấn này. Hãy bắt đầu lại từ trang đầu.",
                    "The cursor does not belong to this query. Begin again at the first page.")));
  }
}
