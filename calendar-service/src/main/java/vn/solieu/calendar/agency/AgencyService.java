package vn.solieu.calendar.agency;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Optional;
import vn.solieu.platform.events.Received;
import vn.solieu.platform.security.AccessFacts;

/** Which agencies are known, and of what kind they are. */
@ApplicationScoped
public class AgencyService implements AccessFacts {

  private final AgencyRepository agencies;

  AgencyService(AgencyRepository agencies) {
    this.agencies = agencies;
  }

  @Transactional
  public boolean isKnown(String id) {
    return agencies.isKnown(id);
  }

  @Override
  @Transactional
  public Optional<String> kindOf(String agency) {
    return agencies.kindOf(agency);
  }

  /** Takes over a snapshot, unless a newer one is known: replaying the topic always rebuilds. */
  @Transactional
  void take(Received<AgencySnapshot> snapshot) {
    agencies.save(snapshot.key(), snapshot.data(), snapshot.subjectVersion());
  }
}
