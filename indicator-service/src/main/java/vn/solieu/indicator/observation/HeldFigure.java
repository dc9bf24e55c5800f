package vn.solieu.indicator.observation;

/**
 * Which figure of a cell holds: the published one with the greatest (publishedAt, sequence). For
 * statements that compare what is sent with it, one cell after the other; the reads of the public
 * ask for many cells at once, behind the gate ({@link ObservationSelect}).
 */
public final class HeldFigure {

  private static final String QUERY =
      """
      select %s
      from observation o join opening p on p.vintage = o.vintage
      where o.indicator = %s and o.series = %s and o.period = %s
      order by p.published_at desc, p.sequence desc, o.vintage desc
      limit 1
      """;

  private HeldFigure() {}

  /**
   * A subquery for a lateral join; it has no row where nothing is published.
   *
   * @param columns that are selected, of {@code observation o}
   * @param indicator an expression for the key of the indicator
   * @param series one for the key of the series
   * @param period one for the code of the canonical period
   */
  public static String of(String columns, String indicator, String series, String period) {
    return QUERY.formatted(columns, indicator, series, period);
  }
}
