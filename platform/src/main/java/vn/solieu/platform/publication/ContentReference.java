package vn.solieu.platform.publication;

import static java.util.Objects.requireNonNull;

/**
 * One thing that a publication makes public.
 *
 * @param type {@code vintage} or {@code edition}; an opener passes over types that are not its own
 */
public record ContentReference(String type, String id) {

  public static final String VINTAGE = "vintage";
  public static final String EDITION = "edition";

  public ContentReference {
    requireNonNull(type, "type");
    requireNonNull(id, "id");
  }
}
