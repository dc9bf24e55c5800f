package vn.solieu.platform.document;

import org.jspecify.annotations.Nullable;

/**
 * What is read and written whole.
 *
 * <p>What is read can be changed and put back: {@code id} and {@code version} are part of it, and
 * on the way in the address and the precondition decide, not they.
 */
public interface Document<D extends Document<D>> {

  @Nullable String id();

  /** Rises by one with each change; part of the entity tag. */
  @Nullable Long version();

  /** The same content under this id and version. */
  D as(String id, long version);
}
