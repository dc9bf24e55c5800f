package vn.solieu.embedded;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A role within a scope and a validity. What is empty is not restricted.
 *
 * @param validTo the last day on which it holds
 */
public record Grant(
    String role,
    @Nullable String agency,
    List<String> areas,
    List<String> forms,
    @Nullable LocalDate validFrom,
    @Nullable LocalDate validTo) {

  public static Grant of(String role, @Nullable String agency) {
    return new Grant(role, agency, List.of(), List.of(), null, null);
  }

  public Grant forAreas(String... ids) {
    return new Grant(role, agency, List.of(ids), forms, validFrom, validTo);
  }

  public Grant forForms(String... ids) {
    return new Grant(role, agency, areas, List.of(ids), validFrom, validTo);
  }

  public Grant valid(@Nullable LocalDate from, @Nullable LocalDate to) {
    return new Grant(role, agency, areas, forms, from, to);
  }

  Map<String, Object> toClaim() {
    Map<String, Object> claim = new LinkedHashMap<>();
    claim.put("role", role);
    if (agency != null) {
      claim.put("agency", agency);
    }
    if (!areas.isEmpty()) {
      claim.put("areas", areas);
    }
    if (!forms.isEmpty()) {
      claim.put("forms", forms);
    }
    if (validFrom != null) {
      claim.put("validFrom", validFrom.toString());
    }
    if (validTo != null) {
      claim.put("validTo", validTo.toString());
    }
    return claim;
  }
}
