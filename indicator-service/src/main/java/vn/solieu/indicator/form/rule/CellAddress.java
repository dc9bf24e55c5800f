package vn.solieu.indicator.form.rule;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Which figure of a submission is meant, by what it is about. Whoever appraises has the figures and
 * not the file.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(
    description = "Which figure is meant, by what it is about.",
    requiredProperties = {"measure", "area", "period"})
public record CellAddress(
    @Schema(description = "Id of the measure.", examples = "rice-area", maxLength = 64)
        @Nullable String measure,
    @Schema(description = "Id of the area.", examples = "P82B", maxLength = 64)
        @Nullable String area,
    @Schema(description = "In ISO 8601 or SDMX notation.", examples = "2025", maxLength = 40)
        @Nullable String period,
    @Schema(description = "Code by breakdown; absent: none.", examples = "{\"season\": \"WS\"}")
        @Nullable Map<String, String> breakdowns,
    @Schema(
            description = "Absent: period.",
            enumeration = {"period", "year-to-date", "season-to-date", "since-inception"})
        @Nullable String accumulation,
    @Schema(
            description = "Absent: actual.",
            enumeration = {"actual", "plan", "target", "scenario", "forecast"})
        @Nullable String valueType,
    @Schema(description = "Which plan, scenario or model; absent for actual.", maxLength = 100)
        @Nullable String variant) {}
