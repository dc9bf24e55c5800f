package vn.solieu.local;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * How a person in a browser comes to a token: authorization code with PKCE, no secret; at the first
 * login with a second factor that is set up on the way.
 */
record Login(Api keycloak, Realm realm, String redirect) {

  private static final Pattern PASSWORD_FORM = form("kc-form-login");
  private static final Pattern CODE_FORM = form("kc-totp-settings-form");
  private static final Pattern SECRET =
      Pattern.compile("name=\"totpSecret\"[^>]*? value=\"([^\"]+)\"");
  private static final Pattern CODE = Pattern.compile("[?&]code=([^&]+)");
  private static final long PERIOD_SECONDS = 30;

  private static Pattern form(String id) {
    return Pattern.compile("<form[^>]*? id=\"" + id + "\"[^>]*?>");
  }

  /** Where Keycloak leads after the password, and with which cookies. */
  private record Step(String location, String cookies) {}

  /** Where Keycloak leads who knows the password alone. */
  String afterThePassword(String username, String password) {
    return password(username, password, challenge("none")).location;
  }

  String token(String username, String password) {
    String verifier = UUID.randomUUID() + "-" + UUID.randomUUID();
    Step step = password(username, password, challenge(verifier));
    String page = keycloak.get(step.location, "Cookie", step.cookies).expect(200).body();
    String secret = first(SECRET, page);
    String form =
        Realm.encoded(
            Map.of("totpSecret", secret, "totp", code(secret), "userLabel", "of the test"));
    String back =
        keycloak
            .postForm(action(CODE_FORM, page), form, "Cookie", step.cookies)
            .expect(302)
            .header("location")
            .orElseThrow();
    return realm.token(
        Map.of(
            "grant_type",
            "authorization_code",
            "client_id",
            "solieu-office",
            "redirect_uri",
            redirect,
            "code",
            first(CODE, back),
            "code_verifier",
            verifier));
  }

  private Step password(String username, String password, String challenge) {
    Api.Answer page =
        keycloak
            .get(
                "/realms/solieu/protocol/openid-connect/auth?"
                    + Realm.encoded(
                        Map.of(
                            "response_type", "code",
                            "client_id", "solieu-office",
                            "redirect_uri", redirect,
                            "scope", "openid",
                            "code_challenge_method", "S256",
                            "code_challenge", challenge)))
            .expect(200);
    // By hand: the cookies are for a secure context, which a browser takes the loopback for.
    String cookies =
        page.headers().allValues("set-cookie").stream()
            .map(cookie -> cookie.substring(0, cookie.indexOf(';')))
            .collect(Collectors.joining("; "));
    String form = Realm.encoded(Map.of("username", username, "password", password));
    String location =
        keycloak
            .postForm(action(PASSWORD_FORM, page.body()), form, "Cookie", cookies)
            .expect(302)
            .header("location")
            .orElseThrow();
    return new Step(location, cookies);
  }

  private static String action(Pattern form, String page) {
    Matcher found = form.matcher(page);
    if (!found.find()) {
      throw new IllegalStateException(form + " is not in " + page);
    }
    return first(Pattern.compile(" action=\"([^\"]+)\""), found.group()).replace("&amp;", "&");
  }

  /** What an authenticator shows (RFC 6238). */
  private static String code(String secret) {
    long period = Instant.now().getEpochSecond() / PERIOD_SECONDS;
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(secret.getBytes(US_ASCII), "HmacSHA1"));
      byte[] hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(period).array());
      int offset = hash[hash.length - 1] & 0xf;
      int number = ByteBuffer.wrap(hash, offset, Integer.BYTES).getInt() & 0x7fff_ffff;
      return "%06d".formatted(number % 1_000_000);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String challenge(String verifier) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String first(Pattern wanted, String text) {
    Matcher found = wanted.matcher(text);
    if (!found.find()) {
      throw new IllegalStateException(wanted + " is not in " + text);
    }
    return found.group(1);
  }
}
