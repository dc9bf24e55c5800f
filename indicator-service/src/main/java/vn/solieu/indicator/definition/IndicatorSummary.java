package vn.solieu.indicator.definition;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the other features need of an indicator.
 *
 * @param key the key in the store
 * @param version of the definition; rises with each change
 * @param status official, outside-system, or example
 * @param agency the id of the agency in charge
 * @param breakdowns in the order of the definition
 */
public record IndicatorSummary(
    int key,
    String id,
    long version,
    String nameVi,
    @Nullable String nameEn,
    String status,
    @Nullable String agency,
    List<Breakdown> breakdowns) {

  /**
   * A dimension of the indicator.
   *
   * @param id as in the query: {@code sex=F}
   * @param codelist the id of the codelist
   */
  public record Breakdown(String id, int codelistKey, String codelist) {}
}
