package vn.solieu.calendar.release;

import java.util.Arrays;
import java.util.Optional;
import vn.solieu.platform.publication.ContentReference;

/** What a release can make public. */
public enum ContentType {
  /** The rows of one submission, kept by the indicator service. */
  VINTAGE(ContentReference.VINTAGE, "lần số liệu"),
  /** One issue of a product, kept by the catalogue. */
  EDITION(ContentReference.EDITION, "ấn phẩm");

  private final String word;
  private final String nameVi;

  ContentType(String word, String nameVi) {
    this.word = word;
    this.nameVi = nameVi;
  }

  /** The word on the wire. */
  public String word() {
    return word;
  }

  /** As people are told of it. */
  String nameVi() {
    return nameVi;
  }

  public static Optional<ContentType> find(String word) {
    return Arrays.stream(values()).filter(type -> type.word.equals(word)).findFirst();
  }
}
