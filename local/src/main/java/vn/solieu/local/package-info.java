/**
 * The launcher behind {@code ./solieu}: one installation on one machine, with its database, broker,
 * development token issuer, the four services and the sample province.
 */
@NullMarked
package vn.solieu.local;

import org.jspecify.annotations.NullMarked;
