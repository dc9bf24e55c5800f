package vn.solieu.platform.problem;

/**
 * What it means when a named constraint of the database refuses a write. A service produces one
 * {@code @Singleton} bean for each constraint that two callers at once can run into; the pure
 * checks before the write find all others.
 *
 * @param constraint its name in the database, as {@code area_id_key}
 */
public record ConstraintProblem(String constraint, ProblemType type, LocalizedText detail) {}
