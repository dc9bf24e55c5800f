/**
 * Transactional outbox, Kafka, inbox: an event is written in the transaction that made it true,
 * sent at least once and in the order of its key, and takes effect once.
 */
@NullMarked
package vn.solieu.platform.events;

import org.jspecify.annotations.NullMarked;
