package vn.solieu.indicator.form;

import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What is asked for when a round is issued. */
@Schema(requiredProperties = {"form", "period"})
record NewRound(
    @Schema(description = "Id of the form; its newest version is issued.", examples = "EX-RICE")
        String form,
    @Schema(
            description = "Of the form's frequency, in ISO 8601 or SDMX notation.",
            examples = "2025")
        String period,
    @Schema(
            description =
                "Only with a dispatch; absent: from the form's deadline and the working days.")
        @Nullable LocalDate dueDate,
    @Schema(
            description = "The letter that sets a deadline of its own.",
            examples = "123/TKT-TH",
            maxLength = 200)
        @Nullable String dispatch) {}
