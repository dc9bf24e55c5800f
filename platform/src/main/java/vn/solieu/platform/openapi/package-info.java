/** What every operation of every service has in common in the API document. */
@NullMarked
package vn.solieu.platform.openapi;

import org.jspecify.annotations.NullMarked;
