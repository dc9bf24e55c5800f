package vn.solieu.platform.security;

import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import jakarta.enterprise.context.RequestScoped;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.solieu.platform.problem.LocalizedText;
import vn.solieu.platform.problem.ProblemException;
import vn.solieu.platform.problem.ProblemType;

/** The caller of the request at hand. */
@RequestScoped
public class CurrentCaller {

  private static final int NAMED = 10;

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
   * The refusal of whoever holds none of the roles that an operation needs. Of the token alone: the
   * roles that count, and why others of it do not.
   */
  public ProblemException withoutRole() {
    String roles =
        find().stream()
            .flatMap(caller -> caller.grants().stream())
            .map(Grant::role)
            .distinct()
            .sorted()
            .collect(Collectors.joining(", "));
    List<LocalizedText> flaws = identities.getIdentity().getAttribute(TokenCallers.FLAWS);
    return new ProblemException(
        ProblemType.FORBIDDEN,
        LocalizedText.of(
            "Thiếu vai trò mà thao tác này cần. Vai trò đang có: %s.%s"
                .formatted(
                    roles.isEmpty() ? "không có" : roles,
                    named(" Không tính: ", flaws, LocalizedText::vi)),
            "A role that this operation needs is missing. Roles that count: %s.%s"
                .formatted(
                    roles.isEmpty() ? "none" : roles,
                    named(" Not counted: ", flaws, LocalizedText::en))));
  }

  private static String named(
      String what, @Nullable List<LocalizedText> flaws, Function<LocalizedText, String> language) {
    return flaws == null || flaws.isEmpty()
        ? ""
        : flaws.stream()
            .limit(NAMED)
            .map(language)
            .collect(Collectors.joining(", ", what, flaws.size() > NAMED ? " …" : "."));
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
