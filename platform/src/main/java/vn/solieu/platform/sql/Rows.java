package vn.solieu.platform.sql;

import java.util.List;
import java.util.function.Function;

/**
 * The first rows of a query, as many as {@link Sql#page} takes into memory.
 *
 * @param more whether the query has further ones
 */
public record Rows<T>(List<T> items, boolean more) {

  public <R> Rows<R> map(Function<T, R> to) {
    return new Rows<>(items.stream().map(to).toList(), more);
  }
}
