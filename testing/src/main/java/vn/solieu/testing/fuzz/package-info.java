/**
 * Seeded requests of every kind to every operation of a service, of which none may be answered 5xx.
 */
@NullMarked
package vn.solieu.testing.fuzz;

import org.jspecify.annotations.NullMarked;
