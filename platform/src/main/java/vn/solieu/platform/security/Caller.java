package vn.solieu.platform.security;

import java.util.List;

/**
 * Who calls.
 *
 * @param subject permanent id of the person or program ({@code sub}); two persons differ in it, and
 *     in nothing else for certain
 * @param name as shown to people
 * @param agency id of the agency that the caller belongs to; empty for none
 * @param grants the grants in force at the time of the call, and no others
 */
public record Caller(String subject, String name, String agency, List<Grant> grants) {

  public Caller {
    grants = List.copyOf(grants);
  }

  /** The service itself, for what happens by the clock or by an event. It holds no grant. */
  public static Caller system(String service) {
    return new Caller("system:" + service, service, "", List.of());
  }

  /** Whether a grant allows this role on all of the scope at once. */
  public boolean may(String role, Scope scope) {
    return grants.stream().anyMatch(grant -> grant.covers(role, scope));
  }

  /** Whether the role is held at all, for whatever scope. */
  public boolean has(String role) {
    return grants.stream().anyMatch(grant -> grant.role().equals(role));
  }

  /** Whether the caller works for the statistics office and may see what is not yet published. */
  public boolean isOffice() {
    return grants.stream().anyMatch(grant -> Roles.OFFICE.contains(grant.role()));
  }

  /** Whether what an agency has sent or owes is shown: each sees its own, the office all. */
  public boolean sees(String whose) {
    return isOffice() || agency.equals(whose);
  }

  /**
   * Whether this is the person of that subject: where two must act, one may not be both, whatever
   * the roles.
   */
  public boolean is(String otherSubject) {
    return subject.equals(otherSubject);
  }
}
