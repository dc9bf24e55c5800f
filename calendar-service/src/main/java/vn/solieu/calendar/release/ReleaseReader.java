package vn.solieu.calendar.release;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import vn.solieu.calendar.publication.PublicationLog;
import vn.solieu.platform.publication.ReleaseGate;
import vn.solieu.platform.security.Caller;
import vn.solieu.platform.sql.Rows;

/**
 * Reads the calendar: the public through the gate, which knows only what was announced, and as it
 * stands for those who are granted its agency. That one of those looked is audited.
 */
@ApplicationScoped
public class ReleaseReader {

  private final ReleaseGate gate;
  private final ReleaseRepository releases;
  private final ReleaseViewRepository views;

  ReleaseReader(ReleaseGate gate, ReleaseRepository releases, ReleaseViewRepository views) {
    this.gate = gate;
    this.releases = releases;
    this.views = views;
  }

  /**
   * Where a page begins: after this release, where it stood when the list was begun.
   *
   * @param begun when that was: how many acts had given a release its place by then, of all acts in
   *     a list of the office, of those that the public was told of in one of the public
   */
  record Place(long begun, OffsetDateTime instant, String id) {
    Place at(long number) {
      return new Place(number, instant, id);
    }
  }

  /**
   * A part of the calendar.
   *
   * @param begun as in {@link Place}
   */
  record Listed(long begun, List<Entry> entries, boolean more) {}

  /**
   * @param instant where it stood in the list when that was begun
   */
  record Entry(OffsetDateTime instant, ReleaseView release) {}

  /** An entry of the history of a release. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(
      name = "ReleaseChange",
      requiredProperties = {"version", "at", "action", "toState", "toInstant"})
  public record Change(
      @Schema(description = "Version of the release after it.") long version,
      OffsetDateTime at,
      @Schema(description = "Who did it; told to the office alone.") @Nullable String actor,
      ReleaseAction action,
      @Nullable ReleaseState fromState,
      ReleaseState toState,
      @Nullable OffsetDateTime fromInstant,
      OffsetDateTime toInstant,
      @Nullable String reason,
      @Schema(description = "The same in English; older entries have none.")
          @Nullable String reasonEn) {}

  /** What was found, and the last publication that it takes into account. */
  record Found<T>(T found, long sequence) {}

  Found<Listed> publicReleases(ReleaseQuery query, @Nullable Place after, int limit) {
    return found(connection -> views.publicReleases(connection, query, after, limit));
  }

  /** A part of the public's calendar in one snapshot, while that is read. */
  static final class Shown {
    private final Connection connection;
    private final ReleaseViewRepository views;
    private final ReleaseQuery query;
    private final Place beginning;

    private Shown(Connection connection, ReleaseViewRepository views, ReleaseQuery query) {
      this.connection = connection;
      this.views = views;
      this.query = query;
      this.beginning = views.publicBeginning(connection);
    }

    /**
     * The releases with their versions, which tell this state of the calendar from any other; of
     * more than so many, one more.
     */
    List<String> versions(int most) {
      return views.publicVersions(connection, query, beginning, most);
    }

    /** All of it in order, of which a page is in memory at a time. */
    Stream<CalendarEntry> entries() {
      return Stream.iterate(
              Optional.of(views.publicEntries(connection, query, beginning)),
              Optional::isPresent,
              page ->
                  page.filter(Rows::more)
                      .map(
                          before -> {
                            CalendarEntry last = before.items().getLast();
                            Place after = new Place(beginning.begun, last.instant(), last.id());
                            return views.publicEntries(connection, query, after);
                          }))
          .flatMap(page -> page.orElseThrow().items().stream());
    }
  }

  /** Reads a part of the public's calendar in one snapshot, which ends with the reading. */
  <T> T publicCalendar(ReleaseQuery query, Function<Shown, T> read) {
    return gate.published(connection -> read.apply(new Shown(connection, views, query)));
  }

  /**
   * As they stand where the caller is granted their agency, and as the public sees them elsewhere.
   */
  Listed grantedReleases(Caller caller, ReleaseQuery query, @Nullable Place after, int limit) {
    return gate.embargoed(
        caller,
        "releases",
        connection -> views.grantedReleases(connection, Granted.to(caller), query, after, limit));
  }

  Found<Optional<ReleaseView>> publicRelease(String id) {
    return found(connection -> views.publicRelease(connection, id));
  }

  /** As it stands; empty when the caller is not granted its agency. */
  Optional<ReleaseView> grantedRelease(Caller caller, String id) {
    return releases.isGranted(Granted.to(caller), id)
        ? gate.embargoed(caller, "release " + id, connection -> views.release(connection, id))
        : Optional.empty();
  }

  /**
   * What the public was told of a release, in order; empty when it was told of none.
   *
   * @param after how many changes stand before the page
   */
  Found<Optional<Rows<Change>>> publicHistory(String id, int after, int limit) {
    return found(connection -> views.publicHistory(connection, id, after, limit));
  }

  /** All of it, with who did it; empty when the caller is not granted its agency. */
  Optional<Rows<Change>> grantedHistory(Caller caller, String id, int after, int limit) {
    return releases.isGranted(Granted.to(caller), id)
        ? gate.embargoed(
            caller,
            "history of release " + id,
            connection -> Optional.of(views.history(connection, id, after, limit)))
        : Optional.empty();
  }

  private <T> Found<T> found(Function<Connection, T> read) {
    return gate.published(
        connection -> new Found<>(read.apply(connection), PublicationLog.last(connection)));
  }
}
