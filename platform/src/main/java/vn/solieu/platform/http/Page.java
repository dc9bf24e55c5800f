package vn.solieu.platform.http;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list. The body is {@code {"items": […]}}; a further page is named by {@code Link:
 * <…>; rel="next"} (RFC 8288), which is the request's own address with the next cursor.
 *
 * @param next the cursor of the next page; null on the last
 */
public record Page<T>(List<T> items, @JsonIgnore @Nullable String next) {}
