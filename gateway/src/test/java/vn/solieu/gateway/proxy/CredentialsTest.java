package vn.solieu.gateway.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose a request is, before and after a service has let it in. */
class CredentialsTest {

  private final Credentials credentials = new Credentials();

  @Test
  void tokensOfOneSubjectAreOneHolderOnceTheyAreConfirmed() {
    assertNotEquals(holder("a", "first"), holder("a", "second"));

    credentials.confirm(token("a", "first"));
    credentials.confirm(token("a", "second"));

    assertEquals(Optional.of("a"), holder("a", "first"));
    assertEquals(Optional.of("a"), holder("a", "second"));
  }

  @Test
  void aTokenThatNobodyConfirmedStandsForItselfWhateverItClaims() {
    credentials.confirm(token("a", "good"));

    assertNotEquals(holder("a", "good"), holder("a", "forged"));
  }

  @Test
  void withoutATokenThereIsNoHolder() {
    credentials.confirm(null);

    assertEquals(Optional.empty(), credentials.holder(null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Bearer", "Bearer a.b.c", "Bearer x.W10.y"})
  void whatIsNoTokenWithASubjectStandsForItself(String authorization) {
    Optional<String> before = credentials.holder(authorization);

    credentials.confirm(authorization);

    assertEquals(before, credentials.holder(authorization));
  }

  private Optional<String> holder(String subject, String signature) {
    return credentials.holder(token(subject, signature));
  }

  private static String token(String subject, String signature) {
    String claims = "{\"sub\":\"" + subject + "\"}";
    return "Bearer x."
        + Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes(UTF_8))
        + "."
        + signature;
  }
}
