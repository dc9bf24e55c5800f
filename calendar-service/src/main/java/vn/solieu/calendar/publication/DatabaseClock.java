package vn.solieu.calendar.publication;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jboss.logging.Logger;
import vn.solieu.platform.sql.Sql;
import vn.solieu.platform.time.Instants;

/**
 * The clock of the calendar: the database's, which all copies of the service share. What makes
 * something public asks for {@link Time#due} besides, which the clock of this copy has reached too:
 * so neither a copy nor a database whose clock runs ahead publishes early. Where the two differ by
 * more than {@link #TOLERATED}, one of them is wrong, and that is told.
 */
@ApplicationScoped
public class DatabaseClock {

  /** Machines that keep their clocks by NTP differ by milliseconds. */
  public static final Duration TOLERATED = Duration.ofSeconds(1);

  private static final Logger LOG = Logger.getLogger(DatabaseClock.class);

  private final Sql sql;
  private final Clock own;
  private volatile Duration ahead = Duration.ZERO;

  DatabaseClock(Sql sql, Clock own, MeterRegistry metrics) {
    this.sql = sql;
    this.own = own;
    Gauge.builder("solieu.clock.difference", this, clock -> clock.ahead.toNanos() / 1e9)
        .description("How far the database's clock is ahead of this copy's; negative: behind")
        .baseUnit("seconds")
        .register(metrics);
  }

  /**
   * One moment, by both clocks.
   *
   * @param now by the database's clock
   * @param due what both clocks have reached: the earlier of the two
   */
  public record Time(Instant now, Instant due) {}

  /** The time of this moment by the database's clock, not that of the transaction's beginning. */
  public Instant now() {
    return time().now();
  }

  public Time time() {
    Instant before = own.instant();
    Instant now = sql.first("select clock_timestamp()", row -> instant(row, 1)).orElseThrow();
    Instant after = own.instant();
    compare(before, now, after);
    // As exact as the database keeps it: the log and its event say the same.
    Instant reached = Instants.cut(after);
    return new Time(now, now.isBefore(reached) ? now : reached);
  }

  /** How far the database's clock is ahead of this copy's, when it was last read. */
  public Duration ahead() {
    return ahead;
  }

  public boolean isTrusted() {
    return ahead.abs().compareTo(TOLERATED) <= 0;
  }

  /** The database was asked between the two instants: only what lies outside of them is known. */
  private void compare(Instant before, Instant now, Instant after) {
    boolean trusted = isTrusted();
    ahead =
        now.isBefore(before)
            ? Duration.between(before, now)
            : now.isAfter(after) ? Duration.between(after, now) : Duration.ZERO;
    if (trusted && !isTrusted()) {
      LOG.errorf(
          "The database's clock and this copy's differ by %s; nothing is published before both"
              + " have reached its instant",
          ahead);
    }
  }

  static Instant instant(ResultSet row, int column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
