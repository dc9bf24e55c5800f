package vn.solieu.calendar.release;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.Optional;
import vn.solieu.platform.problem.ProblemException;

@ApplicationScoped
class ReleaseRepository implements PanacheRepositoryBase<Release, String> {

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
