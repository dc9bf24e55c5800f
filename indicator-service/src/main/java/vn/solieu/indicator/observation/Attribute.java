package vn.solieu.indicator.observation;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vn.solieu.indicator.observation.Observation.Attributes;
import vn.solieu.indicator.observation.Observation.Opened;

/**
 * What a figure says of itself besides its value. In JSON it stands in {@code common} when it is
 * the same for all figures of the answer's series, else in an array beside the values; in CSV it is
 * a column.
 */
enum Attribute {
  VALUE_STATE("valueState", "valueStates", Attributes::valueState, null),
  LEVEL("level", "levels", Attributes::level, null),
  ROUND("round", "rounds", Attributes::round, null),
  REASON("reason", "reasons", Attributes::reason, null),
  ORIGIN("origin", "origins", Attributes::origin, null),
  CONFIDENTIALITY("confidentiality", "confidentialities", Attributes::confidentiality, "free"),
  RELEASE("release", "releases", ofOpening(Opened::release), null),
  RELEASED_AT("releasedAt", "releasedAt", ofOpening(Opened::publishedAt), null),
  RELEASE_RECONSTRUCTED(
      "releaseReconstructed", "releaseReconstructed", ofOpening(Opened::reconstructed), false),
  NOTICE("notice", "notices", attributes -> attributes.notice().vi(), null),
  NOTICE_EN("noticeEn", "noticesEn", attributes -> attributes.notice().en(), null),
  JUSTIFICATION("justification", "justifications", Attributes::justification, null);

  /** What the public is told: a justification is the sender's answer to the office. */
  static final List<Attribute> PUBLIC =
      Arrays.stream(values()).filter(attribute -> attribute != JUSTIFICATION).toList();

  private final String one;
  private final String all;
  private final Function<Attributes, @Nullable Object> of;
  private final @Nullable Object unspoken;

  Attribute(
      String one,
      String all,
      Function<Attributes, @Nullable Object> of,
      @Nullable Object unspoken) {
    this.one = one;
    this.all = all;
    this.of = of;
    this.unspoken = unspoken;
  }

  private static Function<Attributes, @Nullable Object> ofOpening(Function<Opened, Object> of) {
    return attributes -> attributes.opened() == null ? null : of.apply(attributes.opened());
  }

  /** The name of one, in {@code common} and as a column. */
  String one() {
    return one;
  }

  /** The name of the array. */
  String all() {
    return all;
  }

  @Nullable Object of(Observation figure) {
    return of.apply(figure.attributes());
  }

  /** Whether this goes without saying when it is true of all figures. */
  boolean isUnspoken(@Nullable Object value) {
    return value == null || value.equals(unspoken);
  }
}
