package vn.solieu.platform.security;

import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;
import vn.solieu.platform.problem.ProblemException;
import vn.solieu.platform.problem.ProblemType;
import vn.solieu.platform.problem.Text;

/** The caller of the request at hand. */
@RequestScoped
public class CurrentCaller {

  private final CurrentIdentityAssociation identities;

  CurrentCaller(CurrentIdentityAssociation identities) {
    this.identities = identities;
  }

  /**
   * The caller, or empty when the request carries no token. A bad token is refused (401), not
   * ignored.
   */
  public Optional<Caller> find() {
    return Optional.ofNullable(identities.getIdentity().getAttribute(TokenCallers.CALLER));
  }

  /**
   * @throws UnauthorizedException without a token, which answers 401
   */
  public Caller require() {
    return find().orElseThrow(UnauthorizedException::new);
  }

  /**
   * @param agency id of the agency for which the act is done
   * @throws ProblemException 403 when no grant in force allows the role for that agency
   */
  public Caller requireGrant(String role, String agency) {
    return requireGrant(role, Scope.agency(agency));
  }

  /**
   * @throws ProblemException 403 when no grant in force allows the role on that scope
   */
  public Caller requireGrant(String role, Scope scope) {
    Caller caller = require();
    if (!caller.may(role, scope)) {
      throw new ProblemException(
          ProblemType.FORBIDDEN,
          Text.of(
              "Cần vai trò " + role + " cho phạm vi: " + scope + ".",
              "The role " + role + " is needed for: " + scope + "."));
    }
    return caller;
  }
}
