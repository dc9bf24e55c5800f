package vn.solieu.platform.security;

import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;
import vn.solieu.platform.problem.ProblemException;

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
   * @throws ProblemException 403 unless one grant in force allows the act on all of the scope
   */
  public Caller require(Act act, Scope scope) {
    Caller caller = require();
    caller.require(act, scope);
    return caller;
  }
}
