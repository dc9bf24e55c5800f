package vn.solieu.platform.events;

import static java.util.stream.Collectors.toSet;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RetriableException;
import org.jboss.logging.Logger;
import vn.solieu.platform.background.BackgroundLoop;
import vn.solieu.platform.events.OutboxRow.OrderedKey;
import vn.solieu.platform.sql.SqlFailure;

/**
 * Sends what the outbox holds: at least once, and the events of one key in the order in which they
 * were appended. Of all copies of a service one leads and sends; the others stand by and take over
 * within a second of losing it. A row is marked when the broker has acknowledged it in every topic
 * that it belongs to. Nothing waits for Kafka but the rows.
 *
 * <p>A copy that stood still may send what it had read although another has the lead by then, and
 * has sent newer events of the same keys. It notices when it comes to mark the rows, and has the
 * newest event of each of these keys sent once more: so that is what a compacted topic keeps.
 */
@Singleton
public class OutboxRelay {

  private static final Logger LOG = Logger.getLogger(OutboxRelay.class);

  private static final Duration POLL = Duration.ofMillis(500);

  /** Nobody wakes the leader for what another copy has committed: so it looks this often. */
  private static final Duration LOOK = Duration.ofMillis(20);

  private static final Duration MEASURE = Duration.ofSeconds(5);
  private static final Duration PURGE = Duration.ofHours(1);
  private static final Duration TO_FINISH = Duration.ofSeconds(2);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
  private static final int BATCH = 500;

  /** So many refusals of one row make an alert of it. */
  static final int ALERT_AFTER = 5;

  private final DataSource source;
  private final EventSender sender;
  private final Map<OrderedKey, Refusal> refused = new HashMap<>();

  /** Keys of which something was sent since the lead was last known to be ours. */
  private final Set<OrderedKey> unsure = new HashSet<>();

  private final Timer published;
  private final BackgroundLoop loop;

  private volatile OutboxLeaderLock.Backlog backlog = new OutboxLeaderLock.Backlog(0, 0);
  private volatile boolean leading;
  private volatile long alerts;
  private boolean databaseAway;
  private boolean kafkaAway;
  private final Rhythm measuring = new Rhythm(MEASURE);
  private final Rhythm purging = new Rhythm(PURGE);

  /** A key whose next row the broker does not take. */
  private record Refusal(int attempts, long lastTry) {

    boolean isDue() {
      Duration pause = POLL.multipliedBy(attempts);
      return System.nanoTime() - lastTry >= Math.min(pause.toNanos(), LONGEST_PAUSE.toNanos());
    }
  }

  /** Is due at once, and then as often as it says. */
  private static final class Rhythm {
    private final long pause;
    private long next = System.nanoTime();

    Rhythm(Duration pause) {
      this.pause = pause.toNanos();
    }

    boolean isDue() {
      boolean due = System.nanoTime() - next >= 0;
      if (due) {
        next = System.nanoTime() + pause;
      }
      return due;
    }

    void again() {
      next = System.nanoTime();
    }
  }

  @Inject
  OutboxRelay(DataSource source, KafkaAccess kafka, Topics topics, MeterRegistry metrics) {
    this.source = source;
    this.sender = new EventSender(kafka, topics);
    this.loop = new BackgroundLoop("outbox-relay", this::lookForTheLead, sender::close);
    this.published =
        Timer.builder("solieu.outbox.publish")
            .description("From the append to the broker's acknowledgement")
            .publishPercentileHistogram()
            .register(metrics);
    Gauge.builder("solieu.outbox.pending", this, relay -> relay.backlog.pending())
        .description("Events that wait to be sent; 0 on a copy that stands by")
        .register(metrics);
    Gauge.builder("solieu.outbox.oldest", this, relay -> relay.backlog.oldestSeconds())
        .description("Age of the oldest event that waits")
        .baseUnit("seconds")
        .register(metrics);
    Gauge.builder("solieu.outbox.leading", this, relay -> relay.leading ? 1 : 0)
        .description("1 on the copy that sends the events; without one, nobody counts what waits")
        .register(metrics);
    Gauge.builder("solieu.outbox.stopped.keys", this, relay -> relay.alerts)
        .description("Keys whose next event the broker refused " + ALERT_AFTER + " times")
        .register(metrics);
  }

  void start(@Observes StartupEvent started) {
    start();
  }

  void start() {
    loop.start();
  }

  void stop(@Observes ShutdownEvent stopped) throws InterruptedException {
    stop();
  }

  /** Rows that are still unsent wait for the next start, or for another copy. */
  void stop() throws InterruptedException {
    loop.stop(TO_FINISH);
  }

  /** Something was committed: look now. */
  public void poke() {
    loop.wake();
  }

  private void lookForTheLead() throws InterruptedException {
    try {
      standBy();
    } catch (SqlFailure e) {
      if (!databaseAway && loop.isRunning()) {
        LOG.warn("The outbox cannot be read; trying on", e);
      }
      databaseAway = true;
    } catch (RuntimeException e) {
      LOG.error("The relay failed; trying on", e);
    }
    loop.pause(POLL);
  }

  private void standBy() throws InterruptedException {
    if (!unsure.isEmpty()) {
      OutboxLeaderLock.sendAgain(source, unsure);
      unsure.clear();
    }
    Optional<OutboxLeaderLock> taken = OutboxLeaderLock.tryTake(source);
    databaseAway = false;
    if (taken.isPresent()) {
      try (OutboxLeaderLock lead = taken.get()) {
        LOG.debug("This copy sends the events");
        leading = true;
        while (loop.isRunning()) {
          if (!sendWaiting(lead)) {
            loop.pause(kafkaAway ? POLL : LOOK);
          }
          lookAfter(lead);
        }
      } finally {
        leading = false;
        backlog = new OutboxLeaderLock.Backlog(0, 0);
        alerts = 0;
        refused.clear();
      }
    }
  }

  /** Whether there may be more that can be sent at once. */
  private boolean sendWaiting(OutboxLeaderLock lead) {
    try {
      sender.connect();
      List<OutboxRow> rows = lead.unsent(BATCH, keysToLeave());
      unsure.clear();
      Queue<OutboxRow> waiting = new ArrayDeque<>(rows);
      while (loop.isRunning() && !waiting.isEmpty()) {
        Set<OrderedKey> stopped = sendWave(lead, nextWave(waiting));
        waiting.removeIf(row -> stopped.contains(row.orderedKey()));
      }
      return rows.size() == BATCH;
    } catch (KafkaException e) {
      kafkaIsAway(e);
      return false;
    }
  }

  /**
   * The rows in front that have a key each: what follows of a key waits until the first is
   * acknowledged, so that no failure can put it in front.
   */
  private static List<OutboxRow> nextWave(Queue<OutboxRow> waiting) {
    List<OutboxRow> wave = new ArrayList<>();
    Set<OrderedKey> keys = new HashSet<>();
    while (!waiting.isEmpty() && keys.add(waiting.peek().orderedKey())) {
      wave.add(waiting.remove());
    }
    return wave;
  }

  /**
   * Sends the rows and marks those that are acknowledged.
   *
   * @return the keys of the others
   * @throws KafkaException when nothing can be sent at present
   */
  Set<OrderedKey> sendWave(OutboxLeaderLock lead, List<OutboxRow> wave) {
    wave.forEach(row -> unsure.add(row.orderedKey()));
    Map<OutboxRow, KafkaException> failed = sender.send(wave);
    List<OutboxRow> acknowledged = new ArrayList<>(wave);
    acknowledged.removeAll(failed.keySet());
    failed.forEach(this::refuse);
    if (!acknowledged.isEmpty()) {
      mark(lead, acknowledged);
    } else if (failed.values().stream().allMatch(RetriableException.class::isInstance)) {
      throw failed.values().iterator().next();
    } else {
      // Refused, or the producer has failed for good: the next send begins with a new one.
      sender.restart();
    }
    return failed.keySet().stream().map(OutboxRow::orderedKey).collect(toSet());
  }

  private List<OrderedKey> keysToLeave() {
    return refused.entrySet().stream()
        .filter(entry -> !entry.getValue().isDue())
        .map(Map.Entry::getKey)
        .toList();
  }

  private void mark(OutboxLeaderLock lead, List<OutboxRow> acknowledged) {
    lead.markSent(acknowledged)
        .forEach(seconds -> published.record((long) (seconds * 1e9), TimeUnit.NANOSECONDS));
    unsure.clear();
    acknowledged.forEach(row -> refused.remove(row.orderedKey()));
    if (kafkaAway) {
      LOG.info("Kafka can be reached again");
      kafkaAway = false;
    }
  }

  private void kafkaIsAway(KafkaException why) {
    if (!kafkaAway && loop.isRunning()) {
      LOG.warn("Kafka cannot be reached; the events wait in the outbox", why);
    }
    kafkaAway = true;
    if (loop.isRunning() && !(why instanceof RetriableException)) {
      // The producer may have failed for good.
      sender.restart();
    }
  }

  /**
   * Its key stops and is tried again ever more rarely, so that it does not stand in the way of keys
   * which the broker takes: its topic may be without a leader, or it alone is refused.
   */
  private void refuse(OutboxRow row, KafkaException why) {
    Refusal before = refused.getOrDefault(row.orderedKey(), new Refusal(0, 0));
    Refusal now = new Refusal(before.attempts() + 1, System.nanoTime());
    refused.put(row.orderedKey(), now);
    if (now.attempts() == ALERT_AFTER) {
      LOG.errorf(
          why,
          "Event %s (%s, key %s) was refused %d times: the events of its key wait behind it",
          row.eventId(),
          row.type(),
          row.key(),
          now.attempts());
    }
  }

  private void lookAfter(OutboxLeaderLock lead) {
    alerts = refused.values().stream().filter(r -> r.attempts() >= ALERT_AFTER).count();
    if (measuring.isDue()) {
      backlog = lead.backlog();
    }
    if (purging.isDue() && lead.purge()) {
      purging.again();
    }
  }
}
