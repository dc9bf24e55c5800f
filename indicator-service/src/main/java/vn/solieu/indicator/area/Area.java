package vn.solieu.indicator.area;

/**
 * A unit of territory.
 *
 * @param key the key in the store
 * @param id permanent; a code, name, type or parent is a dated fact about it
 */
public record Area(int key, String id) implements Resolution {}
