package vn.solieu.calendar.release;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.fortuna.ical4j.data.CalendarOutputter;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.ParameterList;
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

/**
 * Writes the calendar as iCalendar (RFC 5545, RFC 7986). Nothing in it depends on when it is
 * written, so the same calendar gives the same bytes. A cancelled entry stays in: a subscriber's
 * program would keep showing one that merely vanished.
 */
@ApplicationScoped
public class ReleaseFeed {

  /** Of a line, without its end (RFC 5545 §3.1). */
  private static final int MOST_OCTETS = 75;

  /** The library counts letters, of which a Vietnamese one has up to three octets. */
  private static final int UNFOLDED = Integer.MAX_VALUE;

  private final String domain;
  private final URI address;

  ReleaseFeed(
      @ConfigProperty(name = "solieu.ics.domain") String domain,
      @ConfigProperty(name = "solieu.ics.address") URI address) {
    this.domain = domain;
    this.address = address;
  }

  byte[] write(List<ReleaseView> releases) {
    Calendar calendar = new Calendar();
    calendar.add(new ProdId("-//Solieu//Release calendar//VI"));
    calendar.add(ImmutableVersion.VERSION_2_0);
    calendar.add(ImmutableCalScale.GREGORIAN);
    calendar.add(new Name(vietnamese(), "Lịch phổ biến thông tin thống kê"));
    calendar.add(
        new RefreshInterval(new ParameterList(List.of(Value.DURATION)), Duration.ofHours(1)));
    releases.forEach(release -> calendar.add(event(release)));
    StringWriter lines = new StringWriter();
    try {
      new CalendarOutputter(false, UNFOLDED).output(calendar, lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return folded(lines.toString()).getBytes(UTF_8);
  }

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

  private VEvent event(ReleaseView release) {
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
    event.add(new Url(address.resolve("/v1/releases/" + release.id())));
    return event;
  }

  private static Status status(ReleaseState state) {
    return switch (state) {
      case DRAFT, PROVISIONAL -> ImmutableStatus.VEVENT_TENTATIVE;
      case CONFIRMED, POSTPONED, AWAITING, PUBLISHED -> ImmutableStatus.VEVENT_CONFIRMED;
      case CANCELLED -> ImmutableStatus.VEVENT_CANCELLED;
    };
  }

  private static String description(ReleaseView release) {
    Stream<String> lines =
        Stream.of(
                Stream.of(release.titleEn()),
                Stream.ofNullable(release.publisher()),
                release.periods().stream(),
                Stream.ofNullable(release.notice()).flatMap(n -> Stream.of(n.vi(), n.en())))
            .flatMap(part -> part);
    return lines.collect(Collectors.joining("\n"));
  }

  private static ParameterList vietnamese() {
    return new ParameterList(List.of(new Language("vi")));
  }
}
