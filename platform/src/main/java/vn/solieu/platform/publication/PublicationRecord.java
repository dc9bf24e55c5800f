package vn.solieu.platform.publication;

import org.jspecify.annotations.Nullable;

/**
 * What a record of the publication topic says. It wakes the follower and is compared with the log;
 * nothing of it is applied.
 *
 * @param digest of the publication that it announces; null where that cannot be read
 * @param traceParent of the request that published, if there was a trace
 * @param offset its place in the topic, for who looks for it
 */
record PublicationRecord(
    long sequence, @Nullable String digest, @Nullable String traceParent, long offset) {}
