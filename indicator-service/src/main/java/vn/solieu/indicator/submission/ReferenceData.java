package vn.solieu.indicator.submission;

import java.util.Set;

/**
 * What ids and codes can mean, at one moment.
 *
 * @param measures ids of all measures, also of those that the form does not ask for
 */
record ReferenceData(AreaIndex areas, Set<String> measures) {}
