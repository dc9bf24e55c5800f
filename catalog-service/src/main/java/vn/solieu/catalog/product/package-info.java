/**
 * The products of the province's statistics and their editions. An edition is held until the
 * publication log opens it.
 */
@NullMarked
package vn.solieu.catalog.product;

import org.jspecify.annotations.NullMarked;
