package vn.solieu.indicator.area;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** From what an area came and what became of it, over any number of steps. */
@Schema(
    name = "AreaLineage",
    description = "From what an area came and what became of it, over any number of steps.")
record Lineage(
    @Schema(examples = "P82B") String area,
    @Schema(description = "The nearest first.") List<Edge> predecessors,
    @Schema(description = "The nearest first.") List<Edge> successors) {

  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "AreaLineageEdge")
  record Edge(
      @Schema(description = "How many steps from the area asked for.", examples = "1") int distance,
      @Schema(examples = "P87A") String predecessor,
      @Schema(description = "Its last name before.", examples = "Tỉnh Đồng Tháp")
          @Nullable String predecessorNameVi,
      @Schema(description = "The same in English.", examples = "Dong Thap Province")
          @Nullable String predecessorNameEn,
      @Schema(examples = "P82B") String successor,
      @Schema(description = "Its name on the day.", examples = "Tỉnh Đồng Tháp")
          @Nullable String successorNameVi,
      @Schema(description = "The same in English.", examples = "Dong Thap Province")
          @Nullable String successorNameEn,
      @Schema(examples = "2025-07-01") LocalDate effective,
      @Schema(enumeration = {"whole", "part"}) String coverage,
      @Nullable BigDecimal sharePopulation,
      @Nullable BigDecimal shareArea,
      @Schema(examples = "202/2025/QH15") @Nullable String act) {}
}
