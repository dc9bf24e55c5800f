/** The products that the catalogue tells of: a release may belong to one of them. */
@NullMarked
package vn.solieu.calendar.product;

import org.jspecify.annotations.NullMarked;
