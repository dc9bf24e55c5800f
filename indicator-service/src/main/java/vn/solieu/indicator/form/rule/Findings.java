package vn.solieu.indicator.form.rule;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Everything that was found in a push. Counts all and keeps {@value #KEPT}, a fair share of each
 * rule, so that a million wrong numbers do not hide the one missing cell.
 */
public final class Findings {

  public static final int KEPT = 1_000;

  /** What is nowhere in the file comes last: it may be many, and hides nothing there. */
  private static final Comparator<Finding> IN_FILE_ORDER =
      Comparator.comparing(Findings::isMissing)
          .thenComparing(Finding::row, Comparator.nullsFirst(Comparator.naturalOrder()))
          .thenComparing(Finding::column, Comparator.nullsFirst(Comparator.naturalOrder()))
          .thenComparing(Finding::rule);

  /**
   * @param embargoed whether it tells a figure that is not public
   */
  private record Kept(Finding finding, boolean embargoed) {}

  private static final Comparator<ValidationRule> BY_NUMBER =
      Comparator.comparing(ValidationRule::id);

  private final Map<ValidationRule, List<Kept>> kept = new TreeMap<>(BY_NUMBER);
  private final Map<ValidationRule, Long> counts = new TreeMap<>(BY_NUMBER);
  private boolean refusing;

  /** For a hard rule, or a soft one that nothing justifies: the push is refused. */
  public void add(
      ValidationRule rule, @Nullable Integer row, @Nullable String column, Object... arguments) {
    refusing = true;
    count(rule, 1);
    keep(rule, row, column, null, arguments);
  }

  private static boolean isMissing(Finding finding) {
    return finding.row() == null && finding.rule().equals(Rule.MISSING_CELL.id());
  }

  /** For a soft rule in a row that gives its reason. */
  public void addJustified(
      ValidationRule rule,
      int row,
      @Nullable String column,
      String justification,
      Object... arguments) {
    count(rule, 1);
    keep(rule, row, column, justification, arguments);
  }

  /** For a rule that only tells, once for all values that it found. */
  public void inform(
      ValidationRule rule,
      long values,
      @Nullable Integer row,
      @Nullable String column,
      Object... arguments) {
    count(rule, values);
    keep(rule, row, column, null, arguments);
  }

  /**
   * What a statement found beyond the rows that it brought, each of which says how many it found.
   */
  public void countRest(ValidationRule rule, List<Long> totals) {
    if (!totals.isEmpty()) {
      count(rule, totals.getFirst() - totals.size());
    }
  }

  /** Whether no more of a rule are kept: a further one need only be counted. */
  public boolean isFull(ValidationRule rule) {
    List<Kept> ofRule = kept.get(rule);
    return ofRule != null && ofRule.size() == KEPT;
  }

  /** Those of a rule that were counted elsewhere and will not be added one by one. */
  public void count(ValidationRule rule, long more) {
    counts.merge(rule, more, Long::sum);
  }

  private void keep(
      ValidationRule rule,
      @Nullable Integer row,
      @Nullable String column,
      @Nullable String justification,
      Object... arguments) {
    List<Kept> ofRule = kept.computeIfAbsent(rule, first -> new ArrayList<>());
    if (ofRule.size() < KEPT) {
      ofRule.add(
          new Kept(
              Finding.of(rule, row, column, justification, arguments),
              Arrays.stream(arguments).anyMatch(Embargoed.class::isInstance)));
    }
  }

  /** Whether the submission must be refused. */
  public boolean refuse() {
    return refusing;
  }

  public long total() {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  /** What has to be corrected or justified, or was. */
  public long toCorrect() {
    return kinds().stream()
        .filter(kind -> kind.severity() != Severity.INFO)
        .mapToLong(FindingKind::count)
        .sum();
  }

  /** Every rule that found something, by its number. */
  public List<FindingKind> kinds() {
    return counts.entrySet().stream()
        .filter(entry -> entry.getValue() > 0)
        .map(
            entry ->
                new FindingKind(entry.getKey().id(), entry.getKey().severity(), entry.getValue()))
        .sorted(Comparator.comparing(FindingKind::rule))
        .toList();
  }

  /** Whether a figure that is not public is told by one of those that are told. */
  public boolean tellEmbargoed() {
    return told().anyMatch(Kept::embargoed);
  }

  /** In the order of the file. */
  public List<Finding> list() {
    return told().map(Kept::finding).sorted(IN_FILE_ORDER).toList();
  }

  private Stream<Kept> told() {
    record Ranked(int rank, Kept kept) {}
    Stream<Ranked> ranked =
        kept.values().stream()
            .flatMap(
                ofRule ->
                    IntStream.range(0, ofRule.size()).mapToObj(i -> new Ranked(i, ofRule.get(i))));
    return ranked.sorted(Comparator.comparingInt(Ranked::rank)).limit(KEPT).map(Ranked::kept);
  }
}
