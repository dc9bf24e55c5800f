/**
 * The one document that integrators read, made of the contracts of the services, and what it says
 * of routes.
 */
@NullMarked
package vn.solieu.gateway.contract;

import org.jspecify.annotations.NullMarked;
