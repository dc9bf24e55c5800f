package vn.solieu.platform.idempotency;

/**
 * What makes two requests the same.
 *
 * @param agency id of the agency for which the write is done: the keys of one agency are nothing to
 *     another
 * @param operation as {@code submissions.create}
 * @param key the {@code Idempotency-Key}, as {@link IdempotencyKey#parse} gives it
 * @param bodyHash hash of everything that decides the effect: the body, and the parameters with it
 */
public record IdempotencyRequest(String agency, String operation, String key, String bodyHash) {}
