package vn.solieu.platform.problem;

/** A message to a user, in both languages of the platform. */
public record Text(String vi, String en) {

  public static Text of(String vi, String en) {
    return new Text(vi, en);
  }

  public String in(Language language) {
    return switch (language) {
      case VI -> vi;
      case EN -> en;
    };
  }
}
