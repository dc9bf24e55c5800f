package vn.solieu.calendar.release;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.OffsetDateTime;
import java.util.List;
import net.fortuna.ical4j.data.CalendarBuilder;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.Property;
import net.fortuna.ical4j.model.component.VEvent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.solieu.platform.problem.LocalizedText;

class ReleaseFeedTest {

  private final ReleaseFeed feed =
      new ReleaseFeed("solieu.example", URI.create("https://solieu.example"));

  @Test
  void whatIsWrittenIsValidAndReadBack() throws Exception {
    Calendar calendar = read(written(List.of(release(ReleaseState.CONFIRMED, Precision.TIME))));

    assertFalse(calendar.validate(true).hasErrors());
    VEvent event = calendar.<VEvent>getComponents("VEVENT").getFirst();
    assertEquals("CPI-2026-10@solieu.example", value(event, Property.UID));
    assertEquals("20261103T020000Z", value(event, Property.DTSTART));
    assertEquals("20261101T010203Z", value(event, Property.LAST_MODIFIED));
    assertEquals("20261101T010203Z", value(event, Property.DTSTAMP));
    assertEquals("7", value(event, Property.SEQUENCE));
    assertEquals(
        "Chỉ số giá tiêu dùng, chỉ số giá vàng và chỉ số giá đô la Mỹ; tháng 10 năm 2026",
        value(event, Property.SUMMARY));
    assertTrue(value(event, Property.DESCRIPTION).contains("Đính chính\nsố liệu"));
    assertEquals("https://solieu.example/v1/releases/CPI-2026-10", value(event, Property.URL));
  }

  @ParameterizedTest
  @CsvSource({
    "PROVISIONAL, TENTATIVE",
    "CONFIRMED,   CONFIRMED",
    "POSTPONED,   CONFIRMED",
    "AWAITING,    CONFIRMED",
    "PUBLISHED,   CONFIRMED",
    "CANCELLED,   CANCELLED",
  })
  void itsStatusIsThatOfTheCalendar(ReleaseState state, String status) throws Exception {
    Calendar calendar = read(written(List.of(release(state, Precision.TIME))));

    assertEquals(
        status, value(calendar.<VEvent>getComponents("VEVENT").getFirst(), Property.STATUS));
  }

  @Test
  void aReleaseOfWhichTheDayIsKnownIsOfTheWholeDayInVietNam() throws Exception {
    String text =
        new String(written(List.of(release(ReleaseState.PROVISIONAL, Precision.DAY))), UTF_8);

    assertTrue(text.contains("DTSTART;VALUE=DATE:20261103\r\n"), text);
    assertFalse(read(text.getBytes(UTF_8)).validate(true).hasErrors());
  }

  @Test
  void linesEndWithCrLfAndHaveAtMost75Octets() {
    String text =
        new String(written(List.of(release(ReleaseState.CONFIRMED, Precision.TIME))), UTF_8);

    for (String line : text.split("\r\n")) {
      assertTrue(line.getBytes(UTF_8).length <= 75, line);
      assertFalse(line.contains("\n") || line.contains("\r"), line);
    }
    assertTrue(text.endsWith("END:VCALENDAR\r\n"));
    assertTrue(text.contains("REFRESH-INTERVAL;VALUE=DURATION:PT1H\r\n"), text);
  }

  @Test
  void theSameCalendarGivesTheSameBytes() {
    List<CalendarEntry> releases = List.of(release(ReleaseState.CONFIRMED, Precision.TIME));

    assertArrayEquals(written(releases), written(releases));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "=HYPERLINK(\"http://x\",\"y\")",
        "+1; -1, @SUM(A1)\\n",
        "Lúa\nATTENDEE:mailto:x@example.vn",
        "Lúa\nEND:VEVENT\nBEGIN:VEVENT",
      })
  void aTitleIsTextWhateverStandsInIt(String title) throws Exception {
    Calendar calendar =
        read(written(List.of(release(title, ReleaseState.CONFIRMED, Precision.TIME, null))));

    assertEquals(1, calendar.getComponents().size());
    VEvent event = calendar.<VEvent>getComponents("VEVENT").getFirst();
    assertEquals(title, value(event, Property.SUMMARY));
    assertTrue(event.getProperty("ATTENDEE").isEmpty());
  }

  @Test
  void anEmptyCalendarIsACalendar() throws Exception {
    assertEquals(0, read(written(List.of())).getComponents().size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"ệ", "đính chính ", "\uD83D\uDCC8"})
  void ofALongNoticeTheBeginningIsShownAndWhereAllOfItStands(String part) throws Exception {
    String vi = part.repeat(2_000 / part.length()).strip();
    LocalizedText notice = LocalizedText.of(vi, "A correction");

    byte[] written =
        written(List.of(release("Lúa", ReleaseState.PUBLISHED, Precision.TIME, notice)));

    String shown =
        value(read(written).<VEvent>getComponents("VEVENT").getFirst(), Property.DESCRIPTION);
    String[] lines = shown.split("\n");
    assertEquals("https://solieu.example/v1/releases/CPI-2026-10", lines[4]);
    assertEquals("A correction", lines[3]);
    assertTrue(lines[2].endsWith(" …"), lines[2]);
    String beginning = lines[2].substring(0, lines[2].length() - 2);
    assertTrue(vi.startsWith(beginning) && beginning.length() > 480, beginning);
    assertTrue(beginning.length() <= 500, beginning);
    assertFalse(Character.isHighSurrogate(beginning.charAt(beginning.length() - 1)));
  }

  @Test
  void aNoticeThatIsShownAsAWholeNeedsNoAddress() throws Exception {
    byte[] written = written(List.of(release(ReleaseState.PUBLISHED, Precision.TIME)));

    assertFalse(
        value(read(written).<VEvent>getComponents("VEVENT").getFirst(), Property.DESCRIPTION)
            .contains("https"));
  }

  private byte[] written(List<CalendarEntry> releases) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      feed.write(releases.stream(), out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static Calendar read(byte[] written) throws Exception {
    return new CalendarBuilder().build(new ByteArrayInputStream(written));
  }

  private static String value(VEvent event, String property) {
    return event.getRequiredProperty(property).getValue();
  }

  private static CalendarEntry release(ReleaseState state, Precision precision) {
    return release(
        "Chỉ số giá tiêu dùng, chỉ số giá vàng và chỉ số giá đô la Mỹ; tháng 10 năm 2026",
        state,
        precision,
        LocalizedText.of("Đính chính\nsố liệu", "A correction"));
  }

  private static CalendarEntry release(
      String title, ReleaseState state, Precision precision, @Nullable LocalizedText notice) {
    return new CalendarEntry(
        "CPI-2026-10",
        7,
        title,
        "Consumer price index",
        "thong-ke-tinh",
        null,
        state,
        precision,
        OffsetDateTime.parse(
            precision == Precision.DAY ? "2026-11-03T00:00:00+07:00" : "2026-11-03T09:00:00+07:00"),
        List.of("2026-10"),
        notice,
        OffsetDateTime.parse("2026-11-01T08:02:03+07:00"));
  }
}
