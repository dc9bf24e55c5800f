package vn.solieu.calendar.release;

/**
 * Told inside the service once a change of a release is committed: what is due next may be another.
 */
record ReleaseChanged(String release) {}
