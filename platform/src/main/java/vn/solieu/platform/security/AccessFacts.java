package vn.solieu.platform.security;

import java.util.Optional;
import java.util.Set;

/** What access depends on and no token says: each service answers from what it has stored. */
public interface AccessFacts {

  /** The kind of an agency, in the words of its definition; empty while it is not known. */
  Optional<String> kindOf(String agency);

  /** These areas and the units that lie in them. A service that knows no areas gives them back. */
  default Set<String> within(Set<String> areas) {
    return areas;
  }
}
