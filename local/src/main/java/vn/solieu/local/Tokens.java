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

  /** All that the services know, as platform's Roles names them. */
  List<String> ROLES =
      List.of(
          "reporter",
          "head",
          "statistician",
          "appraiser",
          "calendar-approver",
          "list-approver",
          "release-officer",
          "admin");

  /** Count for an employer alone: without one, a token with them is good for nothing. */
  Set<String> EMPLOYEE_ROLES = Set.of("reporter", "head", "statistician", "appraiser");

  /**
   * @throws Refusal naming the roles that need an employer where there is none
   */
  static void requireEmployer(List<String> roles, @Nullable String agency) throws UserError {
    List<String> employees = roles.stream().filter(EMPLOYEE_ROLES::contains).toList();
    if (agency == null && !employees.isEmpty()) {
      throw new UserError(
          "The role %s counts for an employer: add --agency <id>. In the sample the statistics office is thong-ke-tinh; GET /v1/agencies lists all."
              .formatted(String.join(", ", employees)));
    }
  }

  /**
   * @throws Refusal naming those that no service knows: a token with one would be good for nothing,
   *     and the first to say so would be a 403
   */
  static void requireKnown(List<String> roles) throws UserError {
    List<String> unknown = roles.stream().filter(role -> !ROLES.contains(role)).toList();
    if (!unknown.isEmpty()) {
      throw new UserError(
          "There is no role %s. Roles: %s."
              .formatted(String.join(", ", unknown), String.join(", ", ROLES)));
    }
  }

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
