package vn.solieu.platform.security;

import io.smallrye.jwt.auth.principal.DefaultJWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.ParseException;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;

/**
 * A standard claim of another type than the standard gives it makes a token unreadable, as any
 * other fault in it does. SmallRye JWT lets the failed cast of {@code groups} escape instead, and
 * the answer would be 500.
 */
@Singleton
@Alternative
@Priority(1)
class TokenParser extends DefaultJWTCallerPrincipalFactory {

  @Override
  public JWTCallerPrincipal parse(String token, JWTAuthContextInfo context) throws ParseException {
    try {
      return super.parse(token, context);
    } catch (ClassCastException e) {
      throw new ParseException("A claim has another type than it must have", e);
    }
  }
}
