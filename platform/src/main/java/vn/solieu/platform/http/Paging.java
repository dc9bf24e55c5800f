package vn.solieu.platform.http;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vn.solieu.platform.sql.Rows;
import vn.solieu.platform.version.EntityTag;

/**
 * Which page of a list ordered by one text key is asked for.
 *
 * @param query the canonical query that the list belongs to
 * @param after the key after which the page begins; empty on the first
 * @param limit how many items it holds at most
 */
public record Paging(String query, String after, int limit) {

  /**
   * @param canonicalQuery the name of the list and every parameter that chooses its items
   * @throws vn.solieu.platform.problem.ProblemException 400 for a bad limit or cursor
   */
  public static Paging parse(
      @Nullable String limit, @Nullable String cursor, @Nullable Object... canonicalQuery) {
    String query = EntityTag.of(withoutNull(canonicalQuery)).value();
    Optional<Cursor> at = Cursor.parse(cursor, query, 1);
    return new Paging(query, at.map(c -> c.last().getFirst()).orElse(""), Limit.parse(limit));
  }

  public <T> Page<T> page(Rows<T> found, Function<T, String> key) {
    List<T> items = found.items();
    return new Page<>(
        items, found.more() ? Cursor.of(0, query, key.apply(items.getLast())).encode() : null);
  }

  /** The tag of the page over a state of the world. */
  public EntityTag tag(Object... state) {
    return EntityTag.of(query, after, limit, EntityTag.of(state).value());
  }

  private static Object[] withoutNull(@Nullable Object[] parameters) {
    Object[] parts = new Object[parameters.length];
    for (int i = 0; i < parameters.length; i++) {
      Object parameter = parameters[i];
      parts[i] = parameter == null ? Optional.empty() : parameter;
    }
    return parts;
  }
}
