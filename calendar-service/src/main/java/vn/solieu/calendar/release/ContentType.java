package vn.solieu.calendar.release;

import java.util.Arrays;
import java.util.Optional;
import vn.solieu.platform.publication.ContentReference;

/** What a release can make public. */
public enum ContentType {
  /** The rows of one submission, kept by the indicator service. */
  VINTAGE(ContentReference.VINTAGE),
  /** One issue of a product, kept by the catalogue. */
  EDITION(ContentReference.EDITION);

  private final String word;

  ContentType(String word) {
    this.word = word;
  }

  /** The word on the wire. */
  public String word() {
    return word;
  }

  public static Optional<ContentType> find(String word) {
    return Arrays.stream(values()).filter(type -> type.word.equals(word)).findFirst();
  }
}
