package vn.solieu.platform.idempotency;

import org.jspecify.annotations.Nullable;

/**
 * An answer as versions before 2026-11-28 stored it, whole, instead of the result that it was made
 * from. Keys are kept for {@value Idempotency#DAYS_KEPT} days: so long after an upgrade it is given
 * again.
 *
 * @param status HTTP status
 * @param location value of the {@code Location} header
 * @param body JSON; a problem when the status is 400 or above
 * @param language tag of the language in which a problem speaks; null where it is not known
 */
public record FormerAnswer(
    int status, @Nullable String location, String body, @Nullable String language) {}
