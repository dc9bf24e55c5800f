/**
 * What figures are about: agencies, codelists, indicators with their measures, and the legal
 * systems that list them. Other features look things up in {@link
 * vn.solieu.indicator.definition.Definitions}.
 */
@NullMarked
package vn.solieu.indicator.definition;

import org.jspecify.annotations.NullMarked;
