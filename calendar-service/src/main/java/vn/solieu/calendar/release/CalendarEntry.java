package vn.solieu.calendar.release;

import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.solieu.platform.problem.LocalizedText;

/**
 * What a calendar program shows of a release; what it made public stands at its own address.
 *
 * @param instant where it stands in the calendar
 */
record CalendarEntry(
    String id,
    long version,
    String titleVi,
    String titleEn,
    String agency,
    @Nullable String publisher,
    ReleaseState state,
    Precision precision,
    OffsetDateTime instant,
    List<String> periods,
    @Nullable LocalizedText notice,
    OffsetDateTime changedAt) {}
