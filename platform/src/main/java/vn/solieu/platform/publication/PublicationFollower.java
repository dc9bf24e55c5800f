package vn.solieu.platform.publication;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import vn.solieu.platform.events.EventReader;
import vn.solieu.platform.events.KafkaAccess;
import vn.solieu.platform.events.Received;
import vn.solieu.platform.events.UnreadableEvent;
import vn.solieu.platform.sql.Sql;
import vn.solieu.platform.trace.TraceParent;

/**
 * Applies the calendar's publication log, strictly in order and each entry once, whatever the
 * number of copies: the entry's effect and the new position are one transaction, and the position's
 * row is its lock.
 *
 * <p>Kafka is the fast channel and the calendar itself the sure one: asked at the start, on a gap
 * and every second. No clock of this service takes part: what stands in the log is published, and
 * nothing else is. An entry that cannot be read or opened stops the opening and is tried again
 * every second; {@link #stopped()} tells why, and a metric, a health check and the log with it.
 */
@Singleton
public class PublicationFollower {

  private static final Logger LOG = Logger.getLogger(PublicationFollower.class);

  private static final Duration POLL = Duration.ofSeconds(1);
  private static final Duration TO_FINISH = Duration.ofSeconds(2);

  /**
   * What stands in the way.
   *
   * @param sequence the entry that is due
   */
  public record Stop(long sequence, String reason) {}

  private final List<PublicationOpener> openers;
  private final Sql sql;
  private final ObjectMapper json;
  private final EventReader events;
  private final KafkaAccess kafka;
  private final boolean enabled;
  private final Optional<URI> calendar;

  private final AtomicLong lastApplied = new AtomicLong();
  private final AtomicLong lastKnown = new AtomicLong();
  private final AtomicReference<@Nullable Stop> stop = new AtomicReference<>();
  private final Semaphore gaps = new Semaphore(0);
  private volatile boolean running = true;
  private volatile long answered = System.nanoTime();
  private volatile @Nullable Thread asking;
  private @Nullable PublicationTopic listening;
  private boolean calendarAway;

  @Inject
  PublicationFollower(
      @All List<PublicationOpener> openers,
      Sql sql,
      ObjectMapper json,
      EventReader events,
      KafkaAccess kafka,
      MeterRegistry metrics,
      @ConfigProperty(name = "solieu.publication.follower.enabled", defaultValue = "true")
          boolean enabled,
      @ConfigProperty(name = "solieu.calendar.url") Optional<URI> calendar) {
    this.openers = openers;
    this.sql = sql;
    this.json = json;
    this.events = events;
    this.kafka = kafka;
    this.enabled = enabled;
    this.calendar = calendar;
    if (enabled) {
      measure(metrics);
    }
  }

  private void measure(MeterRegistry metrics) {
    Gauge.builder("solieu.publication.stopped", this, f -> f.stopped().isPresent() ? 1 : 0)
        .description("1 while a publication cannot be opened")
        .register(metrics);
    Gauge.builder("solieu.publication.last.applied", this, PublicationFollower::lastApplied)
        .description("Sequence of the last publication that was opened")
        .register(metrics);
    Gauge.builder("solieu.publication.last.known", this, f -> f.lastKnown.get())
        .description("Greatest sequence that was heard of, by either channel")
        .register(metrics);
    Gauge.builder("solieu.publication.log.silence", this, PublicationFollower::secondsOfSilence)
        .description("Since the calendar last answered with its log, or since the start")
        .baseUnit("seconds")
        .register(metrics);
  }

  void start(@Observes StartupEvent started) {
    if (enabled) {
      start();
    }
  }

  void start() {
    if (openers.size() != 1 || calendar.isEmpty()) {
      throw new IllegalStateException(
          "A service that follows the publication log needs one PublicationOpener and"
              + " solieu.calendar.url; one that does not says"
              + " solieu.publication.follower.enabled=false");
    }
    var position = new PublicationPosition(sql, openers.getFirst());
    var log = new CalendarLog(calendar.get(), json);
    lastApplied.set(position.last());
    asking = Thread.ofVirtual().name("publication-log").start(() -> ask(log, position));
    listening = new PublicationTopic(kafka, record -> heard(record, position));
    listening.start();
  }

  void stop(@Observes ShutdownEvent stopped) throws InterruptedException {
    stop();
  }

  void stop() throws InterruptedException {
    running = false;
    gaps.release();
    if (listening != null) {
      listening.stop(TO_FINISH);
    }
    if (asking != null) {
      asking.join(TO_FINISH);
      asking.interrupt();
    }
  }

  /**
   * The last publication that this copy knows to be applied; 0 before the first. Answers that show
   * figures take {@link Sequences#lastApplied} of their own snapshot.
   */
  public long lastApplied() {
    return lastApplied.get();
  }

  /**
   * Whether this copy still asks the calendar. An error outside every transaction, such as a lack
   * of memory, ends it for good: from then on nothing would be opened here.
   */
  boolean isAlive() {
    Thread thread = asking;
    return !enabled || (thread != null && thread.isAlive());
  }

  private double secondsOfSilence() {
    return (System.nanoTime() - answered) / 1e9;
  }

  /** What stops the opening, if anything does. */
  public Optional<Stop> stopped() {
    return Optional.ofNullable(stop.get()).filter(it -> it.sequence() > lastApplied());
  }

  // The sure channel.

  private void ask(CalendarLog log, PublicationPosition position) {
    try (log) {
      while (running) {
        askOnce(log, position);
        if (gaps.tryAcquire(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
          gaps.drainPermits();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void askOnce(CalendarLog log, PublicationPosition position) throws InterruptedException {
    try {
      applied(position.last());
      List<JsonNode> entries;
      do {
        entries = log.after(lastApplied());
        answered = System.nanoTime();
        for (JsonNode entry : entries) {
          if (!apply(log.read(entry), position)) {
            throw new UnreadablePublication("The calendar's log has a gap", null);
          }
        }
      } while (running && entries.size() == CalendarLog.PAGE);
      stop.set(null);
      calendarIs(false, null);
    } catch (IOException e) {
      calendarIs(true, e);
    } catch (RuntimeException e) {
      stopAt(e);
    }
  }

  private void calendarIs(boolean away, @Nullable IOException why) {
    if (away != calendarAway && running) {
      if (away) {
        LOG.warn("The calendar cannot be asked; publications come by Kafka alone", why);
      } else {
        LOG.info("The calendar can be asked again");
      }
    }
    calendarAway = away;
  }

  // The fast channel.

  /**
   * Holds the record until it is applied, by whichever channel: what follows may not overtake it.
   */
  private void heard(ConsumerRecord<byte[], byte[]> record, PublicationPosition position)
      throws InterruptedException {
    try {
      if (!events.typeOf(record).equals(Publication.EVENT_TYPE)) {
        return;
      }
      long sequence = events.subjectVersionOf(record);
      lastKnown.accumulateAndGet(sequence, Math::max);
      while (running && sequence > lastApplied()) {
        if (!applyHeard(record, position)) {
          gaps.release();
          Thread.sleep(POLL);
        }
      }
    } catch (UnreadableEvent e) {
      // Not known which entry it is: if it is one, the next shows the gap.
      LOG.error("Not an event on the publication topic; passed over", e);
    }
  }

  private boolean applyHeard(ConsumerRecord<byte[], byte[]> record, PublicationPosition position) {
    try {
      Received<Publication> event = events.read(record, Publication.class);
      if (event.data().sequence() != event.subjectVersion()) {
        throw new UnreadablePublication("An event of the log names two sequences", null);
      }
      return TraceParent.within(events.traceParentOf(record), () -> apply(event.data(), position));
    } catch (RuntimeException e) {
      stopAt(e);
      return false;
    }
  }

  // Both.

  /** Whether the publication is applied now, by this copy or by another. */
  private boolean apply(Publication publication, PublicationPosition position) {
    lastKnown.accumulateAndGet(publication.sequence(), Math::max);
    if (publication.sequence() > lastApplied()) {
      applied(position.advance(publication));
    }
    return publication.sequence() <= lastApplied();
  }

  private void applied(long sequence) {
    lastApplied.accumulateAndGet(sequence, Math::max);
    lastKnown.accumulateAndGet(sequence, Math::max);
  }

  private void stopAt(RuntimeException why) {
    Stop now = new Stop(lastApplied() + 1, String.valueOf(why.getMessage()));
    Stop before = stop.getAndSet(now);
    // Once for each entry, although both channels meet it again every second.
    if (running && (before == null || before.sequence() != now.sequence())) {
      LOG.errorf(why, "Publication %d cannot be opened; nothing beyond it is", now.sequence());
    }
  }
}
