package vn.solieu.local;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** How a person in a browser comes to a token: authorization code with PKCE, no secret. */
record Login(Api keycloak, Realm realm, String redirect) {

  private static final Pattern FORM =
      Pattern.compile("<form id=\"kc-form-login\"[^>]*? action=\"([^\"]+)\"");
  private static final Pattern CODE = Pattern.compile("[?&]code=([^&]+)");

  String token(String username, String password) {
    String verifier = UUID.randomUUID() + "-" + UUID.randomUUID();
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
                            "code_challenge", challenge(verifier))))
            .expect(200);
    // By hand: the cookies are for a secure context, which a browser takes the loopback for.
    String cookies =
        page.headers().allValues("set-cookie").stream()
            .map(cookie -> cookie.substring(0, cookie.indexOf(';')))
            .collect(Collectors.joining("; "));
    URI action = URI.create(first(FORM, page.body()).replace("&amp;", "&"));
    String form = Realm.encoded(Map.of("username", username, "password", password));
    String back =
        keycloak
            .postForm(action.toString(), form, "Cookie", cookies)
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
