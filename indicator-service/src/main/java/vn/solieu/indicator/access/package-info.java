/** What access depends on, as this service has stored it: kinds of agencies, units of territory. */
@NullMarked
package vn.solieu.indicator.access;

import org.jspecify.annotations.NullMarked;
