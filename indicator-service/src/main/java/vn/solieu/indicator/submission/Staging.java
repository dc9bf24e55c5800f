package vn.solieu.indicator.submission;

/**
 * The temporary tables of one push. They live as long as its transaction and are read by the rules
 * across rows and by the store of vintages.
 *
 * <p>What is the same in all figures of a series stands once in {@code staged_series}; a figure
 * refers to it by {@code ordinal}. The reader keeps a bounded dictionary, so in a very large push one
 * series may have several ordinals.
 */
final class Staging {

  static final String TABLES =
      """
      create temporary table staged_series (
        ordinal int not null,
        indicator int not null,         -- key of the indicator
        measure int not null,           -- key of the measure
        area int not null,              -- key of the area
        breakdowns jsonb not null,      -- {"dimension": "code"}, every dimension of the indicator
        value_type text not null,
        variant text not null,          -- empty for actual
        accumulation text not null      -- of the canonical cell
      ) on commit drop;
      create temporary table staged_figure (
        "row" int not null,             -- of the file, the heading counted
        series int not null,            -- ordinal of staged_series
        period int not null,            -- code of the canonical period
        alias boolean not null,         -- sent under another name of the same fact
        value numeric,                  -- as it was sent, with its decimals
        value_state text not null,
        level text not null,
        round smallint,
        justification text
      ) on commit drop;
      """;

  private Staging() {}
}
