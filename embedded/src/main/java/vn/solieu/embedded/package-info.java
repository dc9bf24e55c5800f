/**
 * PostgreSQL, Kafka and a token issuer of their own, in processes beside the program that needs
 * them: for tests, for a local run and for benchmarks, never for production.
 */
@NullMarked
package vn.solieu.embedded;

import org.jspecify.annotations.NullMarked;
