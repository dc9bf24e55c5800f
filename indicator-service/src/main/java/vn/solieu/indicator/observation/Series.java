package vn.solieu.indicator.observation;

import org.jspecify.annotations.Nullable;

/**
 * A series as it is answered.
 *
 * @param key under which it is ordered
 * @param indicator key
 * @param measure key
 * @param own key of the series that holds its figures; 0 for a year to date of which only whole
 *     periods are known
 * @param whole key of the series of the periods, for a year to date: at March, June, September and
 *     December it is the quarter, six months, nine months and year; 0 for none
 * @param breakdowns JSON object, dimension to code
 */
record Series(
    int key,
    int indicator,
    int measure,
    int own,
    int whole,
    String areaId,
    String areaNameVi,
    @Nullable String areaNameEn,
    String breakdowns,
    String valueType,
    String variant,
    String accumulation) {}
