package vn.solieu.local;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where the persons of an installation get their tokens. */
interface Tokens {

  /** Held for the whole installation; the others are held for one's own agency. */
  Set<String> OFFICE_ROLES =
      Set.of(
          "statistician",
          "appraiser",
          "calendar-approver",
          "list-approver",
          "release-officer",
          "admin");

  /**
   * @param subject the person: where two must act, they differ in it
   */
  String of(String subject, @Nullable String agency, List<String> roles);

  /** A role as the claim {@code grants} has it. */
  static ObjectNode grant(String role, @Nullable String agency) {
    ObjectNode grant = Api.JSON.createObjectNode().put("role", role);
    if (agency != null && !OFFICE_ROLES.contains(role)) {
      grant.put("agency", agency);
    }
    return grant;
  }
}
