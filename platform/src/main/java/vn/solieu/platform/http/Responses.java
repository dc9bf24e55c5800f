package vn.solieu.platform.http;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import jakarta.ws.rs.core.UriInfo;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import vn.solieu.platform.version.EntityTag;

/**
 * The shapes in which entities are answered, with their entity tag and how long they may be kept.
 */
public final class Responses {

  /** What everyone may read: kept by caches and asked after each time, since it may change. */
  public static final String OPEN = "public, no-cache";

  /** What is for one caller, or changes something: kept by nobody. */
  public static final String CLOSED = "private, no-store";

  private Responses() {}

  /**
   * What everyone may read: kept by caches and asked after each time. 304 without reading the
   * entity when the caller has it.
   */
  public static Response open(@Nullable String ifNoneMatch, EntityTag tag, Supplier<?> entity) {
    return read(ifNoneMatch, tag, entity, OPEN);
  }

  /** What this caller alone may read: kept by nobody. */
  public static Response closed(@Nullable String ifNoneMatch, EntityTag tag, Supplier<?> entity) {
    return read(ifNoneMatch, tag, entity, CLOSED);
  }

  /**
   * What a {@code PUT} left behind: 201 with its address when it was created, else 200. The address
   * is relative, so that it holds behind the gateway too.
   */
  public static Response written(boolean created, UriInfo address, EntityTag tag, Object entity) {
    ResponseBuilder answer =
        created
            ? Response.status(Response.Status.CREATED)
                .header(HttpHeaders.LOCATION, address.getAbsolutePath().getRawPath())
            : Response.ok();
    return answer.header(HttpHeaders.ETAG, tag.toHeader()).entity(entity).build();
  }

  private static Response read(
      @Nullable String ifNoneMatch, EntityTag tag, Supplier<?> entity, String cacheControl) {
    ResponseBuilder answer =
        Preconditions.notModified(ifNoneMatch, tag)
            ? Response.notModified()
            : Response.ok(entity.get());
    return answer
        .header(HttpHeaders.ETAG, tag.toHeader())
        .header(HttpHeaders.CACHE_CONTROL, cacheControl)
        .build();
  }
}
