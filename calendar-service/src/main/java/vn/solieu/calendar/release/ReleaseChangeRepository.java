package vn.solieu.calendar.release;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

@ApplicationScoped
class ReleaseChangeRepository implements PanacheRepositoryBase<ReleaseChange, Long> {

  List<ReleaseChange> of(String release) {
    return list("release = ?1 order by position", release);
  }

  /** Whether this person had a hand in what is to be confirmed. */
  boolean wasPlannedBy(String release, String subject) {
    return count(
            "release = ?1 and actor = ?2 and action in ?3",
            release,
            subject,
            List.of(ReleaseAction.PLAN, ReleaseAction.CHANGE, ReleaseAction.ANNOUNCE))
        > 0;
  }
}
