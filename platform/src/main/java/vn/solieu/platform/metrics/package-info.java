/** What is measured of requests, with labels that no caller can invent. */
@NullMarked
package vn.solieu.platform.metrics;

import org.jspecify.annotations.NullMarked;
