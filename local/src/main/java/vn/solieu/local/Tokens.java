package vn.solieu.local;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Asks the development issuer for tokens. */
record Tokens(Api issuer) {

  /** Held for the whole installation; the others are held for one's own agency. */
  private static final Set<String> OFFICE_ROLES =
      Set.of(
          "statistician",
          "appraiser",
          "calendar-approver",
          "list-approver",
          "release-officer",
          "admin");

  /**
   * A token that is good for twelve hours.
   *
   * @param subject the person: where two must act, they differ in it
   */
  String of(String subject, @Nullable String agency, List<String> roles) {
    ObjectNode claims = Api.JSON.createObjectNode().put("sub", subject);
    if (agency != null) {
      claims.put("agency", agency);
    }
    ArrayNode groups = claims.putArray("groups");
    ArrayNode grants = claims.putArray("grants");
    for (String role : roles) {
      groups.add(role);
      ObjectNode grant = grants.addObject().put("role", role);
      if (agency != null && !OFFICE_ROLES.contains(role)) {
        grant.put("agency", agency);
      }
    }
    return issuer.post("/token", claims).expect(200).json().get("access_token").asText();
  }
}
