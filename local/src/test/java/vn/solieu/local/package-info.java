/** The promises that hold over all packaged services together, with real PostgreSQL, Kafka and HTTP. */
@NullMarked
package vn.solieu.local;

import org.jspecify.annotations.NullMarked;
