package vn.solieu.calendar.release;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import net.fortuna.ical4j.model.ParameterList;
import net.fortuna.ical4j.model.Property;
import net.fortuna.ical4j.model.component.VEvent;
import net.fortuna.ical4j.model.parameter.Language;
import net.fortuna.ical4j.model.parameter.Value;
import net.fortuna.ical4j.model.property.Categories;
import net.fortuna.ical4j.model.property.Description;
import net.fortuna.ical4j.model.property.DtStamp;
import net.fortuna.ical4j.model.property.DtStart;
import net.fortuna.ical4j.model.property.LastModified;
import net.fortuna.ical4j.model.property.Name;
import net.fortuna.ical4j.model.property.ProdId;
import net.fortuna.ical4j.model.property.RefreshInterval;
import net.fortuna.ical4j.model.property.Sequence;
import net.fortuna.ical4j.model.property.Status;
import net.fortuna.ical4j.model.property.Summary;
import net.fortuna.ical4j.model.property.Uid;
import net.fortuna.ical4j.model.property.Url;
import net.fortuna.ical4j.model.property.immutable.ImmutableCalScale;
import net.fortuna.ical4j.model.property.immutable.ImmutableStatus;
import net.fortuna.ical4j.model.property.immutable.ImmutableTransp;
import net.fortuna.ical4j.model.property.immutable.ImmutableVersion;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import vn.solieu.platform.problem.LocalizedText;

/**
 * Writes the calendar as iCalendar (RFC 5545, RFC 7986). Nothing in it depends on when it is
 * written, so the same calendar gives the same bytes. A cancelled entry stays in: a subscriber's
 * program would keep showing one that merely vanished.
 */
@ApplicationScoped
public class ReleaseFeed {

  /** Of a line, without its end (RFC 5545 §3.1). */
  private static final int MOST_OCTETS = 75;

  /** Letters of a notice that an entry shows; all of it stands at the release's address. */
  private static final int MOST_OF_A_NOTICE = 500;

  private final String domain;
  private final URI address;

  ReleaseFeed(
      @ConfigProperty(name = "solieu.ics.domain") String domain,
      @ConfigProperty(name = "solieu.ics.address") URI address) {
    this.domain = domain;
    this.address = address;
  }

  /** Entry by entry: of a long calendar no more is in memory. */
  void write(Stream<CalendarEntry> entries, OutputStream out) throws IOException {
    Writer lines = new OutputStreamWriter(out, UTF_8);
    lines.write("BEGIN:VCALENDAR\r\n");
    for (Property property :
        List.of(
            new ProdId("-//Solieu//Release calendar//VI"),
            ImmutableVersion.VERSION_2_0,
            ImmutableCalScale.GREGORIAN,
            new Name(vietnamese(), "Lịch phổ biến thông tin thống kê"),
            new RefreshInterval(new ParameterList(List.of(Value.DURATION)), Duration.ofHours(1)))) {
      lines.write(folded(property.toString()));
    }
    for (Iterator<CalendarEntry> each = entries.iterator(); each.hasNext(); ) {
      lines.write(folded(event(each.next()).toString()));
    }
    lines.write("END:VCALENDAR\r\n");
    lines.flush();
  }

  /** The library counts letters, of which a Vietnamese one has up to three octets. */
  private static String folded(String lines) {
    StringBuilder folded = new StringBuilder(lines.length() + lines.length() / MOST_OCTETS);
    int octets = 0;
    for (int letter : lines.codePoints().toArray()) {
      int size = letter < 0x80 ? 1 : letter < 0x800 ? 2 : letter < 0x10000 ? 3 : 4;
      boolean end = letter == '\r' || letter == '\n';
      if (!end && octets + size > MOST_OCTETS) {
        folded.append("\r\n ");
        octets = 1;
      }
      folded.appendCodePoint(letter);
      octets = end ? 0 : octets + size;
    }
    return folded.toString();
  }

  private VEvent event(CalendarEntry release) {
    VEvent event = new VEvent(false);
    event.add(new Uid(release.id() + "@" + domain));
    event.add(new DtStamp(release.changedAt().toInstant()));
    event.add(new LastModified(release.changedAt().toInstant()));
    event.add(new Sequence(Math.toIntExact(release.version())));
    event.add(
        switch (release.precision()) {
          case TIME -> new DtStart<>(release.instant().toInstant());
          case DAY -> new DtStart<>(release.instant().toLocalDate());
        });
    event.add(new Summary(vietnamese(), release.titleVi()));
    event.add(new Description(description(release)));
    event.add(status(release.state()));
    event.add(ImmutableTransp.TRANSPARENT);
    event.add(new Categories(release.agency()));
    event.add(new Url(addressOf(release)));
    return event;
  }

  private static Status status(ReleaseState state) {
    return switch (state) {
      case DRAFT, PROVISIONAL -> ImmutableStatus.VEVENT_TENTATIVE;
      case CONFIRMED, POSTPONED, AWAITING, PUBLISHED -> ImmutableStatus.VEVENT_CONFIRMED;
      case CANCELLED -> ImmutableStatus.VEVENT_CANCELLED;
    };
  }

  private String description(CalendarEntry release) {
    List<String> lines = new ArrayList<>();
    lines.add(release.titleEn());
    if (release.publisher() != null) {
      lines.add(release.publisher());
    }
    lines.addAll(release.periods());
    LocalizedText notice = release.notice();
    if (notice != null) {
      List<String> whole = List.of(notice.vi(), notice.en());
      List<String> shown = whole.stream().map(ReleaseFeed::beginning).toList();
      lines.addAll(shown);
      if (!shown.equals(whole)) {
        lines.add(addressOf(release).toString());
      }
    }
    return String.join("\n", lines);
  }

  private static String beginning(String notice) {
    if (notice.length() <= MOST_OF_A_NOTICE) {
      return notice;
    }
    int end = notice.lastIndexOf(' ', MOST_OF_A_NOTICE);
    if (end < MOST_OF_A_NOTICE / 2) {
      end = notice.offsetByCodePoints(0, notice.codePointCount(0, MOST_OF_A_NOTICE) - 1);
    }
    return notice.substring(0, end) + " …";
  }

  private URI addressOf(CalendarEntry release) {
    return address.resolve("/v1/releases/" + release.id());
  }

  private static ParameterList vietnamese() {
    return new ParameterList(List.of(new Language("vi")));
  }
}
