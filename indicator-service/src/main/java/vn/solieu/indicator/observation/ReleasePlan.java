package vn.solieu.indicator.observation;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import vn.solieu.indicator.observation.ObservationOrder.Place;
import vn.solieu.indicator.observation.ObservationOrder.Planned;
import vn.solieu.platform.bounds.Bounds;
import vn.solieu.platform.identity.Uuids;
import vn.solieu.platform.problem.FieldValidator;
import vn.solieu.platform.problem.LocalizedText;
import vn.solieu.platform.problem.ProblemType;
import vn.solieu.platform.problem.Violations;

/**
 * Which release is to list a vintage, and what the releases that are not out list already: only the
 * calendar knows, and it knows for certain when it asks.
 */
@Schema(
    name = "VintageReleasePlan",
    description = "The release that is to list the vintage, and what others list.",
    requiredProperties = {"release", "publishedAt", "planned"})
record ReleasePlan(
    @Schema(examples = "INVESTMENT-2025-02", maxLength = 64) @Nullable String release,
    @Schema(description = "The instant of the release.", examples = "2026-10-29T08:00:00+07:00")
        @Nullable OffsetDateTime publishedAt,
    @Schema(
            description =
                "All vintages that are listed in releases that are not out. The calendar alone tells"
                    + " of any (403): the answer depends on their figures, which its caller may not"
                    + " see.")
        List<Listed> planned,
    @Schema(
            description =
                "The number that the attaching has at the calendar, which alone may send it (403). With it, a"
                    + " vintage that may be listed is held for the release: it is not returned until"
                    + " the calendar has told whether it is attached, ten minutes at most.",
            minimum = "1",
            maximum = "4611686018427387903")
        @Nullable Long attachment) {

  /** As many as an array of a body holds. */
  private static final int MOST = Bounds.ARRAY_ITEMS;

  /** The versions of its events are twice as great. */
  private static final long LAST_ATTACHMENT = Long.MAX_VALUE / 2;

  /** As the calendar has them: given, or a UUID. */
  private static final Pattern RELEASE_ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,63}");

  private static final LocalizedText NO_RELEASE_ID =
      LocalizedText.of(
          "Mã đợt có tối đa 64 chữ cái không dấu, chữ số, - và _.",
          "The id of a release has at most 64 letters, digits, - and _.");

  private static final LocalizedText NOT_VALID =
      LocalizedText.of("Nội dung chưa đúng; xem errors.", "The content is not valid; see errors.");

  ReleasePlan {
    planned = planned == null ? List.of() : planned.stream().filter(Objects::nonNull).toList();
  }

  /** A vintage that a release lists. */
  @Schema(
      name = "ListedVintage",
      requiredProperties = {"vintage", "release", "publishedAt"})
  record Listed(
      @Schema(description = "Id of the vintage.") @Nullable String vintage,
      @Schema(examples = "INVESTMENT-2025-01", maxLength = 64) @Nullable String release,
      @Schema(examples = "2026-09-29T08:00:00+07:00") @Nullable OffsetDateTime publishedAt,
      @Schema(
              description =
                  "Whether the caller sees that release: no error names one that they do not see."
                      + " Absent: it is named.")
          @Nullable Boolean visible) {

    Listed(@Nullable String vintage, @Nullable String release, @Nullable OffsetDateTime at) {
      this(vintage, release, at, null);
    }
  }

  private record Slot(Instant at, String release) {
    static final Comparator<Slot> ORDER =
        Comparator.comparing(Slot::at).thenComparing(Slot::release);
  }

  /** Whether it has what only the calendar may send. */
  boolean needsServiceKey() {
    return attachment != null || !planned.isEmpty();
  }

  void requireValid() {
    Violations violations = new Violations();
    FieldValidator fields = new FieldValidator(violations);
    release(fields, release);
    fields.required("publishedAt", publishedAt);
    fields.size("planned", planned, 0, MOST);
    if (attachment != null && (attachment < 1 || attachment > LAST_ATTACHMENT)) {
      fields.refuse(
          "attachment",
          "range",
          LocalizedText.of(
              "Phải là số từ 1 đến %d.".formatted(LAST_ATTACHMENT),
              "Must be a number from 1 to %d.".formatted(LAST_ATTACHMENT)));
    }
    for (int i = 0; i < Math.min(planned.size(), MOST); i++) {
      FieldValidator item = fields.item("planned", i);
      item.required("vintage", planned.get(i).vintage);
      item.text("vintage", planned.get(i).vintage, 64);
      release(item, planned.get(i).release);
      item.required("publishedAt", planned.get(i).publishedAt);
    }
    violations.throwIfAny(ProblemType.INVALID_CONTENT, NOT_VALID);
  }

  private static void release(FieldValidator fields, @Nullable String id) {
    fields.required("release", id);
    fields.matches("release", id, RELEASE_ID, NO_RELEASE_ID);
  }

  /** Where the vintage will stand. Releases of one instant go out in the order of their ids. */
  Place place() {
    OffsetDateTime at = Objects.requireNonNull(publishedAt);
    return place(slots(), at, Objects.requireNonNull(release));
  }

  List<Planned> others(UUID vintage) {
    List<Slot> slots = slots();
    return planned.stream()
        .flatMap(
            one -> {
              String in = Objects.requireNonNull(one.release);
              Place there = place(slots, Objects.requireNonNull(one.publishedAt), in);
              return Uuids.parse(Objects.requireNonNull(one.vintage)).stream()
                  .filter(id -> !id.equals(vintage))
                  .map(id -> new Planned(id, in, there, !Boolean.FALSE.equals(one.visible)));
            })
        .toList();
  }

  /** A vintage stands in one release. */
  boolean isListedElsewhere(UUID vintage) {
    return planned.stream()
        .anyMatch(
            one ->
                vintage.toString().equals(one.vintage)
                    && !Objects.requireNonNull(one.release).equals(release));
  }

  private static Place place(List<Slot> slots, OffsetDateTime at, String release) {
    int rank = Collections.binarySearch(slots, new Slot(at.toInstant(), release), Slot.ORDER);
    return new Place(at, ObservationOrder.NOT_YET + rank);
  }

  private List<Slot> slots() {
    return Stream.concat(Stream.of(new Listed(null, release, publishedAt)), planned.stream())
        .map(
            one ->
                new Slot(
                    Objects.requireNonNull(one.publishedAt).toInstant(),
                    Objects.requireNonNull(one.release)))
        .distinct()
        .sorted(Slot.ORDER)
        .toList();
  }
}
