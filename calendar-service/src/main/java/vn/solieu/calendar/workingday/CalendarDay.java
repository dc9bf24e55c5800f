package vn.solieu.calendar.workingday;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A day, and whether offices work on it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(
    description = "A day, and whether offices work on it.",
    requiredProperties = {"day", "worked"})
public record CalendarDay(
    @Schema(examples = "2026-01-10") LocalDate day,
    boolean worked,
    @Schema(description = "What the notice calls it; absent on the days of an ordinary week.")
        @Nullable String nameVi,
    @Nullable String nameEn,
    WorkingYearDocument.@Nullable Status status) {

  static CalendarDay of(LocalDate day, boolean worked, WorkingYearDocument.@Nullable Day named) {
    return named == null
        ? new CalendarDay(day, worked, null, null, null)
        : new CalendarDay(day, worked, named.nameVi(), named.nameEn(), named.status());
  }
}
