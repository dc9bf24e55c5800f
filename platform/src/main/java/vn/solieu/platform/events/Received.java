package vn.solieu.platform.events;

import java.util.UUID;

/**
 * An event as a consumer reads it.
 *
 * @param id the same at every delivery of one event
 * @param key id of the aggregate
 * @param subjectVersion version of the aggregate; an older one than what is known changes nothing
 * @param data the record that this consumer declares, with the members that it needs
 */
public record Received<T>(UUID id, String type, String key, long subjectVersion, T data) {}
