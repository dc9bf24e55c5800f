package vn.solieu.indicator.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import vn.solieu.indicator.area.Areas;
import vn.solieu.indicator.definition.Definitions;
import vn.solieu.platform.security.AccessFacts;
import vn.solieu.platform.time.Instants;

/**
 * Looks up in the registers of agencies and areas what access depends on. Always the newest
 * committed state, so that a right ends with what it rests on.
 */
@ApplicationScoped
class RegisterLookupService implements AccessFacts {

  private final Definitions definitions;
  private final Areas areas;
  private final Clock clock;

  RegisterLookupService(Definitions definitions, Areas areas, Clock clock) {
    this.definitions = definitions;
    this.areas = areas;
    this.clock = clock;
  }

  @Override
  @Transactional
  public Optional<String> kindOf(String agency) {
    return definitions.agencyKind(agency);
  }

  @Override
  @Transactional
  public Set<String> within(Set<String> ids) {
    return areas.within(ids, Instants.day(clock.instant()));
  }
}
