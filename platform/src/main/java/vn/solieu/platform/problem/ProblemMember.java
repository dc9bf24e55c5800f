package vn.solieu.platform.problem;

import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;

/**
 * Every member that a problem may have beside those of RFC 9457 and {@code errors} (§3.2 there):
 * what is not named here is in no body, and what is stands in the API document of each service.
 */
public enum ProblemMember {
  ERRORS_TOTAL(
      "errorsTotal",
      SchemaType.INTEGER,
      "How many errors there are: where that is more than `errors` holds, which are the first 1,000,"
          + " and of every push that was refused."),
  KINDS(
      "kinds",
      SchemaType.ARRAY,
      "Of a push that was refused: every rule that found something, with how often."),
  ROWS("rows", SchemaType.INTEGER, "Of a push that was refused: rows of the file."),
  ID(
      "id",
      SchemaType.STRING,
      "Of a push that was refused: the submission that is kept with its findings; absent for a dry"
          + " run, of which nothing is kept."),
  STATE(
      "state",
      SchemaType.STRING,
      "The state that does not allow it, of a release; of a push that was refused and is kept:"
          + " `refused`."),
  RELEASE(
      "release",
      SchemaType.STRING,
      "Of a content that is attached: id of the release that lists it already, for those who see"
          + " that release."),
  CONTENTS("contents", SchemaType.INTEGER, "How many contents the release lists."),
  MOST("most", SchemaType.INTEGER, "How many there may be at most, where a number is the cause."),
  MAX_BYTES("maxBytes", SchemaType.INTEGER, "Of 413: how many bytes a body may have."),
  MAX_CHARACTERS(
      "maxCharacters",
      SchemaType.INTEGER,
      "Of 414: how many characters an address may have; of 431: the header fields together."),
  MAX_FIELDS("maxFields", SchemaType.INTEGER, "Of 431: how many header fields there may be.");

  private final String id;
  private final SchemaType type;
  private final String description;

  ProblemMember(String id, SchemaType type, String description) {
    this.id = id;
    this.type = type;
    this.description = description;
  }

  /** Its name in the body. */
  public String id() {
    return id;
  }

  /** The type of its value in JSON. */
  public SchemaType type() {
    return type;
  }

  public String description() {
    return description;
  }
}
