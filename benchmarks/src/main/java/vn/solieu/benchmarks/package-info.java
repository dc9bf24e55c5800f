/**
 * Bounded load against the packaged services, each with its yardstick in the same run on the same
 * machine: the ratio counts, the absolute figures are those of the machine.
 */
@NullMarked
package vn.solieu.benchmarks;

import org.jspecify.annotations.NullMarked;
