/** Passes requests on to the services. */
@NullMarked
package vn.solieu.gateway.proxy;

import org.jspecify.annotations.NullMarked;
