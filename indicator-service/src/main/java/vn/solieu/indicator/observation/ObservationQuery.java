package vn.solieu.indicator.observation;

import java.time.Instant;
import java.time.LocalDate;
import java.util.SortedMap;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;
import vn.solieu.platform.time.Accumulation;
import vn.solieu.platform.time.Frequency;
import vn.solieu.platform.time.Period;

/**
 * Which figures are asked for, well formed; whether the names exist is not known yet. An empty set
 * does not restrict.
 *
 * @param areas ids, or bare codes with or without a day
 * @param dimensions codes by dimension
 * @param valueTypes empty only when a variant is asked for
 * @param levels of the figures that hold: one that was replaced by another level is not found
 * @param from the figures of periods that do not begin before this one does
 * @param to the figures of periods that do not end after this one does
 * @param first how many periods of each series and frequency, from its beginning; null for all
 * @param last the same, from its end; not together with {@code first}
 * @param asOf the figures as the public saw them at that instant; null for now
 * @param release the figures as that release left them; not together with {@code asOf}
 * @param boundary the day on which bare codes are looked up and areas are named; null for that of
 *     the release or of {@code asOf}, else today
 */
record ObservationQuery(
    SortedSet<String> indicators,
    SortedSet<String> measures,
    SortedSet<String> areas,
    SortedMap<String, SortedSet<String>> dimensions,
    SortedSet<ValueType> valueTypes,
    SortedSet<String> variants,
    @Nullable Accumulation accumulation,
    SortedSet<Level> levels,
    SortedSet<Frequency> frequencies,
    @Nullable Period from,
    @Nullable Period to,
    @Nullable Integer first,
    @Nullable Integer last,
    @Nullable Instant asOf,
    @Nullable String release,
    @Nullable LocalDate boundary) {}
