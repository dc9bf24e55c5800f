package vn.solieu.calendar.release;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import vn.solieu.platform.problem.ProblemException;

@ApplicationScoped
class ReleaseRepository implements PanacheRepositoryBase<Release, String> {

  /**
   * @throws ProblemException 404
   */
  Release require(String id) {
    return findByIdOptional(id).orElseThrow(Release::unknown);
  }

  /**
   * Nobody else changes it until the transaction ends.
   *
   * @throws ProblemException 404
   */
  Release lock(String id) {
    return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE).orElseThrow(Release::unknown);
  }
}
