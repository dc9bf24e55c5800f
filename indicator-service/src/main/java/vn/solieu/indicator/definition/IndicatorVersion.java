package vn.solieu.indicator.definition;

import java.time.OffsetDateTime;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What an indicator meant.
 *
 * @param recordedAt since when this system has this version
 */
@Schema(name = "IndicatorVersion", description = "What an indicator meant, since when.")
record IndicatorVersion(
    @Schema(description = "Since when this system has this version.") OffsetDateTime recordedAt,
    IndicatorDocument definition) {}
