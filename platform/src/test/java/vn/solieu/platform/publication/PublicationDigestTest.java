package vn.solieu.platform.publication;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What may never change of an entry of the log, once it was applied. */
class PublicationDigestTest {

  private static final OffsetDateTime PUBLISHED = OffsetDateTime.parse("2026-03-29T09:00:00+07:00");
  private static final OffsetDateTime RECORDED =
      OffsetDateTime.parse("2026-03-29T09:00:00.000123+07:00");
  private static final ContentReference A = new ContentReference("vintage", "a");
  private static final ContentReference B = new ContentReference("edition", "b");

  /** Stored by installations: another one would stop them all. */
  @Test
  void theDigestOfAnEntryStaysWhatItIs() {
    assertEquals(
        "5e2127b211a3cc721df20e0d05f6a7f165633404c8ba72668dda1c4ab9c8fe32",
        PublicationDigest.of(new Entry().publication()));
  }

  static Stream<Arguments> changes() {
    return Stream.of(
        change("sequence", e -> e.sequence(8)),
        change("release", e -> e.release("CPI-2026-04")),
        change("when it was published", e -> e.published(PUBLISHED.plusNanos(1_000))),
        change("when it was recorded", e -> e.recorded(RECORDED.plusNanos(1_000))),
        change("origin", e -> e.origin("archive")),
        change("late", e -> e.late(true)),
        change("reconstructed", e -> e.reconstructed(true)),
        change("notice", e -> e.notice("Đính chính.")),
        change("no notice", e -> e.notice(null)),
        change("no content", e -> e.contents()),
        change("a content less", e -> e.contents(A)),
        change("a content more", e -> e.contents(A, B, new ContentReference("vintage", "c"))),
        change("their order", e -> e.contents(B, A)),
        change("another content", e -> e.contents(A, new ContentReference("edition", "c"))),
        change("its type", e -> e.contents(A, new ContentReference("vintage", "b"))),
        change("where one ends", e -> e.contents(A, new ContentReference("editionb", ""))),
        change("contents in the notice", e -> e.notice("Đính chính7:vintage1:a").contents(B)));
  }

  private static Arguments change(String what, UnaryOperator<Entry> change) {
    return Arguments.of(what, change);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("changes")
  void whateverThePublicSawMakesAnotherEntry(String what, UnaryOperator<Entry> change) {
    assertNotEquals(
        PublicationDigest.of(new Entry().publication()),
        PublicationDigest.of(change.apply(new Entry()).publication()));
  }

  @Test
  void anInstantIsTheSameInEveryZoneAndToTheMicrosecond() {
    assertEquals(
        PublicationDigest.of(new Entry().publication()),
        PublicationDigest.of(
            new Entry()
                .published(OffsetDateTime.parse("2026-03-29T02:00:00.000000999Z"))
                .recorded(OffsetDateTime.parse("2026-03-29T02:00:00.000123Z"))
                .publication()));
  }

  /** An entry, to be changed. */
  private static final class Entry {
    private long sequence = 7;
    private String release = "CPI-2026-03";
    private OffsetDateTime published = PUBLISHED;
    private OffsetDateTime recorded = RECORDED;
    private String origin = "live";
    private boolean late;
    private boolean reconstructed;
    private @Nullable String notice = "Đính chính";
    private List<ContentReference> contents = List.of(A, B);

    Publication publication() {
      return new Publication(
          sequence,
          release,
          published,
          recorded,
          origin,
          late,
          reconstructed,
          notice,
          "In English",
          contents);
    }

    Entry sequence(long to) {
      sequence = to;
      return this;
    }

    Entry release(String to) {
      release = to;
      return this;
    }

    Entry published(OffsetDateTime to) {
      published = to;
      return this;
    }

    Entry recorded(OffsetDateTime to) {
      recorded = to;
      return this;
    }

    Entry origin(String to) {
      origin = to;
      return this;
    }

    Entry late(boolean to) {
      late = to;
      return this;
    }

    Entry reconstructed(boolean to) {
      reconstructed = to;
      return this;
    }

    Entry notice(@Nullable String to) {
      notice = to;
      return this;
    }

    Entry contents(ContentReference... to) {
      contents = List.of(to);
      return this;
    }
  }
}
