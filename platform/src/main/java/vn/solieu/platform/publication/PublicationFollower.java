package vn.solieu.platform.publication;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.Counter;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import vn.solieu.platform.background.BackgroundLoop;
import vn.solieu.platform.events.EventReader;
import vn.solieu.platform.events.KafkaAccess;
import vn.solieu.platform.events.UnreadableEvent;
import vn.solieu.platform.publication.PassedOverRecords.Cause;
import vn.solieu.platform.sql.Sql;
import vn.solieu.platform.trace.TraceParent;

/**
 * Applies the calendar's publication log, strictly in order and each entry once, whatever the
 * number of copies: the entry's effect, what it said and the new position are one transaction, and
 * the position's row is its lock.
 *
 * <p>What is applied comes from the calendar itself ({@link CalendarLog}): asked at the start,
 * every second, and at once when Kafka announces a publication. A record of the topic does no more
 * than that: whoever can write to the topic opens nothing and holds up nothing. Records that the
 * log does not have are passed over and alarmed. Without the calendar nothing opens. No clock of
 * this service takes part: what stands in the log is published, and nothing else is.
 *
 * <p>The log may only grow. What was applied is compared with it at the start, every hour, and its
 * last entry at every question; a log that has changed, lost an entry, or has one that cannot be
 * read or opened stops the opening and is tried again every second. {@link #stopped()} tells why,
 * and a metric, a health check and the log with it.
 */
@Singleton
public class PublicationFollower {

  private static final Logger LOG = Logger.getLogger(PublicationFollower.class);

  private static final Duration POLL = Duration.ofSeconds(1);

  /** After a question that brought nothing: records of no worth do not become a flood of them. */
  private static final Duration PAUSE = Duration.ofMillis(50);

  private static final Duration COMPARE = Duration.ofHours(1);
  private static final int MOST_RECORDS = 1_000;
  private static final Duration TO_FINISH = Duration.ofSeconds(2);

  /**
   * What stands in the way.
   *
   * @param sequence the entry that is due, or that is another one than was applied
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
  private final Counter records;
  private final PassedOverRecords passedOver;
  private final BlockingQueue<PublicationRecord> heard = new ArrayBlockingQueue<>(MOST_RECORDS);
  private volatile long answered = System.nanoTime();
  private volatile @Nullable BackgroundLoop asking;
  private @Nullable PublicationTopic listening;

  // Of the thread that asks.

  /** Up to here the log is what was applied. */
  private long compared;

  private long compareAgain = System.nanoTime();
  private final List<PublicationRecord> unjudged = new ArrayList<>();
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
    this.records =
        Counter.builder("solieu.publication.records")
            .description("Records of the publication topic that were heard")
            .register(metrics);
    this.passedOver = new PassedOverRecords(metrics);
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
        .description("Greatest sequence that the log has, or that was heard of since it was asked")
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
    BackgroundLoop loop =
        new BackgroundLoop("publication-log", () -> follow(log, position), log::close);
    asking = loop;
    loop.start();
    listening = new PublicationTopic(kafka, this::hear);
    listening.start();
  }

  void stop(@Observes ShutdownEvent stopped) throws InterruptedException {
    stop();
  }

  void stop() throws InterruptedException {
    BackgroundLoop loop = asking;
    if (loop != null) {
      loop.end();
    }
    if (listening != null) {
      listening.stop(TO_FINISH);
    }
    if (loop != null) {
      loop.stop(TO_FINISH);
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
    BackgroundLoop loop = asking;
    return !enabled || (loop != null && loop.isAlive());
  }

  private double secondsOfSilence() {
    return (System.nanoTime() - answered) / 1e9;
  }

  /** What stops the opening, if anything does. */
  public Optional<Stop> stopped() {
    return Optional.ofNullable(stop.get());
  }

  /** How many records of the topic this copy has passed over since its start; none is right. */
  long passedOver() {
    return passedOver.count();
  }

  // The topic wakes.

  private void hear(ConsumerRecord<byte[], byte[]> record) throws InterruptedException {
    records.increment();
    try {
      if (!events.typeOf(record).equals(Publication.EVENT_TYPE)) {
        passedOver.add(Cause.UNREADABLE, record.offset(), "an event of another type");
        return;
      }
      long sequence = events.subjectVersionOf(record);
      // Before the question that it causes, so that this question answers for it.
      heard.put(
          new PublicationRecord(
              sequence, digest(record, sequence), events.traceParentOf(record), record.offset()));
      if (sequence > lastApplied()) {
        lastKnown.accumulateAndGet(sequence, Math::max);
        loop().wake();
      }
    } catch (UnreadableEvent e) {
      passedOver.add(Cause.UNREADABLE, record.offset(), String.valueOf(e.getMessage()));
    }
  }

  private @Nullable String digest(ConsumerRecord<byte[], byte[]> record, long sequence) {
    try {
      Publication told = events.read(record, Publication.class).data();
      return told.sequence() == sequence ? PublicationDigest.of(told) : null;
    } catch (UnreadableEvent e) {
      return null;
    }
  }

  // The log decides.

  private void follow(CalendarLog log, PublicationPosition position) throws InterruptedException {
    if (unjudged.isEmpty()) {
      heard.drainTo(unjudged);
    }
    long before = lastApplied();
    try {
      if (ask(log, position)) {
        judge(position);
      }
    } catch (RuntimeException e) {
      // Whatever fails, a session that was lost among it, is tried again: nobody else asks here.
      stopAt(lastApplied() + 1, e);
    }
    if (lastApplied() == before) {
      Thread.sleep(PAUSE);
    }
    loop().pause(POLL);
  }

  private BackgroundLoop loop() {
    return requireNonNull(asking, "not started");
  }

  /** Whether the log was read to its end, and all of it is applied. */
  private boolean ask(CalendarLog log, PublicationPosition position) throws InterruptedException {
    try {
      long mine = position.last();
      applied(mine);
      compared = isToCompareAll() ? 0 : Math.max(0, compared - 1);
      CalendarLog.Page page;
      do {
        page = log.after(compared);
        answered = System.nanoTime();
        take(page.entries(), log, position);
      } while (loop().isRunning() && !page.isLast());
      if (loop().isRunning() && compared < mine) {
        throw new ContradictoryLog(
            compared + 1,
            "The calendar's log ends at %d; %d was applied".formatted(compared, mine));
      }
      stop.set(null);
      calendarIs(false, null);
      return true;
    } catch (IOException e) {
      calendarIs(true, e);
    } catch (ContradictoryLog e) {
      stopAt(e.sequence(), e);
    }
    return false;
  }

  private boolean isToCompareAll() {
    boolean due = System.nanoTime() - compareAgain >= 0;
    if (due) {
      compareAgain = System.nanoTime() + COMPARE.toNanos();
    }
    return due;
  }

  private void take(List<JsonNode> entries, CalendarLog log, PublicationPosition position) {
    Map<Long, String> digests =
        position.digests(
            LongStream.rangeClosed(compared + 1, compared + entries.size()).boxed().toList());
    for (JsonNode item : entries) {
      Publication entry = log.read(item);
      if (entry.sequence() != compared + 1) {
        throw new UnreadablePublication(
            "The calendar's log has %d after %d".formatted(entry.sequence(), compared), null);
      }
      lastKnown.accumulateAndGet(entry.sequence(), Math::max);
      if (entry.sequence() > lastApplied()) {
        apply(entry, position);
      } else {
        compare(entry, digests.get(entry.sequence()), position);
      }
      compared = entry.sequence();
    }
  }

  private void apply(Publication publication, PublicationPosition position) {
    applied(
        TraceParent.within(traceOf(publication.sequence()), () -> position.advance(publication)));
    if (publication.sequence() > lastApplied()) {
      throw new UnreadablePublication("Another publication is due", null);
    }
  }

  private void compare(Publication entry, @Nullable String applied, PublicationPosition position) {
    if (applied == null) {
      position.remember(entry);
    } else if (!applied.equals(PublicationDigest.of(entry))) {
      throw new ContradictoryLog(
          entry.sequence(),
          "The calendar's log has another publication %d than was applied"
              .formatted(entry.sequence()));
    }
  }

  private @Nullable String traceOf(long sequence) {
    return unjudged.stream()
        .filter(record -> record.sequence() == sequence)
        .map(PublicationRecord::traceParent)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  /** Compares what was heard before the log was asked with what it answered. */
  private void judge(PublicationPosition position) {
    Map<Long, String> digests =
        position.digests(unjudged.stream().map(PublicationRecord::sequence).toList());
    for (PublicationRecord record : unjudged) {
      if (record.sequence() > lastApplied()) {
        passedOver.add(
            Cause.AHEAD,
            record.offset(),
            "it tells of the publication %d, the log ends at %d"
                .formatted(record.sequence(), lastApplied()));
      } else if (record.digest() == null
          || !record.digest().equals(digests.get(record.sequence()))) {
        passedOver.add(
            Cause.CONTRADICTS,
            record.offset(),
            "the log has another publication " + record.sequence());
      }
    }
    unjudged.clear();
    lastKnown.set(lastApplied());
  }

  private void applied(long sequence) {
    lastApplied.accumulateAndGet(sequence, Math::max);
    lastKnown.accumulateAndGet(sequence, Math::max);
  }

  private void calendarIs(boolean away, @Nullable IOException why) {
    if (away != calendarAway && loop().isRunning()) {
      if (away) {
        LOG.warn("The calendar cannot be asked; nothing is opened until it can", why);
      } else {
        LOG.info("The calendar can be asked again");
      }
    }
    calendarAway = away;
  }

  private void stopAt(long sequence, RuntimeException why) {
    Stop now = new Stop(sequence, String.valueOf(why.getMessage()));
    // Once for each cause, although it is met again every second.
    if (!now.equals(stop.getAndSet(now)) && loop().isRunning()) {
      LOG.errorf(
          why, "Publication %d cannot be opened or is another; nothing more is opened", sequence);
    }
  }
}
