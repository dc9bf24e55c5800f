/**
 * The release calendar: what will be published when, what each release contains, and the instant at
 * which it becomes public (decree 94/2016/NĐ-CP art. 4: name, completeness, time, responsible
 * unit).
 */
@NullMarked
package vn.solieu.calendar.release;

import org.jspecify.annotations.NullMarked;
