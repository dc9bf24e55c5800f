package vn.solieu.indicator.submission;

import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The JSON body of a push, for its description alone: it is read as a stream. */
@Schema(name = "SubmissionRows")
record RowsDocument(
    @Schema(
            description =
                "Rows by column: measure, area, the form's breakdowns, period, value; accumulation,"
                    + " level, round, valueType, variant, valueState, unit, justification, reason.")
        List<Map<String, Object>> rows) {}
