package vn.solieu.indicator.observation;

/**
 * What decides how the figures of a selection are read. It is guessed from what was met before, and
 * the snapshot in which they were read tells whether the guess was right.
 *
 * @param inOrder whether the vintages of the indicators were opened in the order of their keys:
 *     then the greatest key holds, else the greatest (publishedAt, sequence)
 * @param yearToDate whether any of the indicators has a year to date, which is also where its whole
 *     periods are
 */
record Arrangement(boolean inOrder, boolean yearToDate) {}
