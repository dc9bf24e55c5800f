package vn.solieu.platform.idempotency;

/**
 * What a write came to that is done once.
 *
 * @param result as it was stored, the first time too: what is answered from it is the same each
 *     time
 * @param replayed whether the write was done before, and not now
 */
public record Once<R>(R result, boolean replayed) {}
