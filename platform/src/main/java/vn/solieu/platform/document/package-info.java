/**
 * Documents that are read and written whole, each under an id and with a version: one way to check,
 * keep, audit and tell them.
 */
@NullMarked
package vn.solieu.platform.document;

import org.jspecify.annotations.NullMarked;
