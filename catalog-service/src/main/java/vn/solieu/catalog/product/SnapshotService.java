package vn.solieu.catalog.product;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Optional;
import vn.solieu.platform.events.Received;
import vn.solieu.platform.security.AccessFacts;

/**
 * What other services told. A snapshot is taken over unless a newer one is known, so replaying a
 * topic always rebuilds.
 */
@ApplicationScoped
class SnapshotService implements AccessFacts {

  private final AgencyRepository agencies;
  private final ReleaseRepository releases;

  SnapshotService(AgencyRepository agencies, ReleaseRepository releases) {
    this.agencies = agencies;
    this.releases = releases;
  }

  @Override
  @Transactional
  public Optional<String> kindOf(String agency) {
    return agencies.kindOf(agency);
  }

  @Transactional
  void takeAgency(Received<AgencySnapshot> snapshot) {
    agencies.save(snapshot.key(), snapshot.data(), snapshot.subjectVersion());
  }

  @Transactional
  void takeRelease(Received<ReleaseSnapshot> snapshot) {
    releases.save(snapshot.key(), snapshot.data(), snapshot.subjectVersion());
  }
}
