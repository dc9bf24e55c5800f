package vn.solieu.calendar.release;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.solieu.platform.problem.ProblemException;
import vn.solieu.platform.sql.Sql;

@ApplicationScoped
class ReleaseRepository implements PanacheRepositoryBase<Release, String> {

  /** Of a row with its agency and origin; takes {@link #values}. */
  static final String GRANTED =
      "(case origin when 'LIVE' then ?::text[] is null or agency = any(?::text[])"
          + " else ?::text[] is null or agency = any(?::text[]) end)";

  private final Sql sql;

  ReleaseRepository(Sql sql) {
    this.sql = sql;
  }

  /** The values of {@link #GRANTED}. */
  static List<@Nullable Object> values(Granted granted) {
    return Arrays.asList(granted.live(), granted.live(), granted.archive(), granted.archive());
  }

  /** Whether a release is there and the caller is granted it. */
  boolean isGranted(Granted granted, String id) {
    return sql.exists(
        "select from release where " + GRANTED + " and id = ?",
        granted.live(),
        granted.live(),
        granted.archive(),
        granted.archive(),
        id);
  }

  /**
   * @throws ProblemException 404
   */
  Release require(String id) {
    return findByIdOptional(id).orElseThrow(Release::unknown);
  }

  /** As {@link #lock}, for one that may not be known. */
  Optional<Release> lockIfKnown(String id) {
    return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE);
  }

  /** Whether it is an archive release; that does not change. */
  boolean isArchive(String id) {
    return count("id = ?1 and origin = ?2", id, Origin.ARCHIVE) > 0;
  }

  /**
   * Nobody else changes it until the transaction ends.
   *
   * @throws ProblemException 404
   */
  Release lock(String id) {
    return lockIfKnown(id).orElseThrow(Release::unknown);
  }
}
