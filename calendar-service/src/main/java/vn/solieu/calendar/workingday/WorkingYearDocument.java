package vn.solieu.calendar.workingday;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import vn.solieu.platform.document.Document;
import vn.solieu.platform.text.TextNormalizer;

/**
 * The days of a year that differ from the week. What is read can be changed and put back: year and
 * version are decided by the address and the precondition.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(
    name = "WorkingYear",
    description =
        "The days of a year on which offices are closed although it is Monday to Friday, or open"
            + " although it is Saturday or Sunday.")
public record WorkingYearDocument(
    @Schema(examples = "2026") @Nullable Integer year,
    @Schema(description = "Rises with each change.") @Nullable Long version,
    @Schema(required = true, maxItems = 366) @Nullable List<Day> days)
    implements Document<WorkingYearDocument> {

  /** How sure a day is. */
  @Schema(name = "WorkingDayStatus")
  public enum Status {
    /** Given by the yearly notice. */
    @JsonProperty("official")
    OFFICIAL,
    /** Follows from the law or the lunar calendar; the yearly notice may differ. */
    @JsonProperty("provisional")
    PROVISIONAL
  }

  /** One of them. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "WorkingYearDay")
  public record Day(
      @Schema(required = true, examples = "2026-01-10") @Nullable LocalDate day,
      @Schema(
              required = true,
              description = "A day worked to make up for another; otherwise a day off.")
          @Nullable Boolean worked,
      @Schema(required = true, examples = "Làm bù cho ngày 2/1") @Nullable String nameVi,
      @Schema(examples = "Makes up for 2 January") @Nullable String nameEn,
      @Schema(description = "`official` when absent.") @Nullable Status status) {

    public Day {
      nameVi = TextNormalizer.of(nameVi);
      nameEn = TextNormalizer.of(nameEn);
      status = status == null ? Status.OFFICIAL : status;
    }
  }

  public WorkingYearDocument {
    days =
        days == null || days.stream().anyMatch(day -> day == null || day.day() == null)
            ? days
            : days.stream().sorted(Comparator.comparing(Day::day)).toList();
  }

  @Override
  public @Nullable String id() {
    return year == null ? null : year.toString();
  }

  @Override
  public WorkingYearDocument as(String id, long newVersion) {
    return new WorkingYearDocument(Integer.valueOf(id), newVersion, days);
  }
}
