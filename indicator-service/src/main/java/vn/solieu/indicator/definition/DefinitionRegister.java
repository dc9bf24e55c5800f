package vn.solieu.indicator.definition;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import vn.solieu.platform.document.Document;
import vn.solieu.platform.document.Register;
import vn.solieu.platform.events.DomainEvent;
import vn.solieu.platform.events.Visibility;
import vn.solieu.platform.security.Scope;

/**
 * Definitions of one kind. They are of the whole installation: a grant that is bounded on any side
 * opens none. One is written at a time, of whatever kind, so that a check and what it allows see
 * the same state; definitions change rarely.
 */
public interface DefinitionRegister<D extends Document<D>> extends Register<D> {

  Definitions definitions();

  @Override
  default Scope scope(String id, D document) {
    return Scope.everywhere();
  }

  @Override
  default void lock(String id) {
    definitions().takeTurn();
  }

  @Override
  default Optional<DomainEvent> toEvent(D entry) {
    return Optional.of(
        new DomainEvent(
            "vn.solieu.indicator." + kind() + ".changed.v1",
            "solieu.indicator." + kind() + ".v1",
            String.valueOf(entry.id()),
            requireNonNull(entry.version()),
            Visibility.PUBLIC,
            toEventPayload(entry)));
  }

  /** The entry as its event carries it. */
  default D toEventPayload(D entry) {
    return entry;
  }
}
