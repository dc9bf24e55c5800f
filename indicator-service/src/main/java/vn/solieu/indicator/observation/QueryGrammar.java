package vn.solieu.indicator.observation;

import static java.util.stream.Collectors.joining;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vn.solieu.indicator.definition.Definitions;
import vn.solieu.indicator.definition.EnumCodec;
import vn.solieu.platform.problem.LocalizedText;
import vn.solieu.platform.problem.Violation;
import vn.solieu.platform.problem.Violations;
import vn.solieu.platform.time.Accumulation;
import vn.solieu.platform.time.Dates;
import vn.solieu.platform.time.Frequency;
import vn.solieu.platform.time.Instants;
import vn.solieu.platform.time.Period;

/**
 * The query grammar of observations: one filter per dimension, several values by comma or by
 * repeating the parameter. Everything that is not understood is told, all at once.
 */
final class QueryGrammar {

  /** Parameters that choose figures. Any other name that is not reserved is a dimension. */
  private static final Set<String> FILTERS =
      Set.of(
          "indicator",
          "measure",
          "area",
          "valueType",
          "variant",
          "accumulation",
          "level",
          "frequency",
          "from",
          "to",
          "first",
          "last",
          "asOf",
          "release",
          "boundary");

  /** Parameters that shape the answer. */
  private static final Set<String> SHAPE = Set.of("format", "limit", "cursor");

  /** More values than this are a list that wants another form than a URL. */
  static final int MOST_VALUES = 500;

  /** A hundred years of months. */
  static final int MOST_PERIODS = 1_200;

  /** Nothing was published before; the database cannot hold every instant that can be written. */
  private static final Instant EARLIEST = Instant.parse("1800-01-01T00:00:00Z");

  private final Map<String, List<String>> parameters;
  private final Instant now;
  private final Violations violations;

  private QueryGrammar(Map<String, List<String>> parameters, Instant now, Violations violations) {
    this.parameters = parameters;
    this.now = now;
    this.violations = violations;
  }

  /**
   * @param now what {@code asOf} may not be later than
   * @param violations takes what is wrong; what could not be read is left out of the answer
   */
  static ObservationQuery parse(
      Map<String, List<String>> parameters, Instant now, Violations violations) {
    return new QueryGrammar(parameters, now, violations).read();
  }

  private ObservationQuery read() {
    SortedSet<String> indicators = values("indicator");
    if (!parameters.containsKey("indicator")) {
      refuse(
          "indicator", "required", "Hãy nêu ít nhất một chỉ tiêu.", "Name at least one indicator.");
    }
    SortedMap<String, SortedSet<String>> dimensions = new TreeMap<>();
    for (String name : new TreeSet<>(parameters.keySet())) {
      if (FILTERS.contains(name) || SHAPE.contains(name)) {
        continue;
      }
      if (Definitions.RESERVED.contains(name)) {
        refuse(name, "unknown-parameter", "Không có tham số này.", "There is no such parameter.");
      } else {
        dimensions.put(name, values(name));
      }
    }
    ObservationQuery query =
        new ObservationQuery(
            indicators,
            values("measure"),
            values("area"),
            dimensions,
            valueTypes(),
            new TreeSet<>(parameters.getOrDefault("variant", List.of())),
            oneOf("accumulation", Accumulation.values(), Accumulation::id),
            words("level", Level.class),
            anyOf("frequency", Frequency.values(), Frequency::id),
            period("from"),
            period("to"),
            count("first"),
            count("last"),
            instant("asOf"),
            single("release").orElse(null),
            day("boundary"));
    notTogether("first", "last");
    notTogether("asOf", "release");
    if (query.from() != null
        && query.to() != null
        && query.from().firstDay().isAfter(query.to().lastDay())) {
      refuse("to", "order", "to nằm trước from.", "to is before from.");
    }
    return query;
  }

  private SortedSet<String> values(String name) {
    SortedSet<String> values = new TreeSet<>();
    for (String list : parameters.getOrDefault(name, List.of())) {
      values.addAll(Arrays.asList(list.split(",", -1)));
    }
    if (values.remove("")) {
      refuse(name, "empty", "Có giá trị để trống.", "A value is empty.");
    }
    if (values.size() > MOST_VALUES) {
      refuse(
          name,
          "too-many",
          "Nhiều nhất %d giá trị.".formatted(MOST_VALUES),
          "At most %d values.".formatted(MOST_VALUES));
      return Collections.emptySortedSet();
    }
    return values;
  }

  private Optional<String> single(String name) {
    List<String> all = parameters.getOrDefault(name, List.of());
    if (all.size() > 1) {
      refuse(name, "single", "Chỉ được nêu một lần.", "It may be given once only.");
    }
    if (all.contains("")) {
      refuse(name, "empty", "Có giá trị để trống.", "A value is empty.");
    }
    return all.size() == 1 && !all.getFirst().isEmpty()
        ? Optional.of(all.getFirst())
        : Optional.empty();
  }

  /**
   * What was, unless something else is asked for: a plan beside it would be read as another figure.
   */
  private SortedSet<ValueType> valueTypes() {
    SortedSet<ValueType> asked = words("valueType", ValueType.class);
    return asked.isEmpty() && !parameters.containsKey("variant")
        ? new TreeSet<>(Set.of(ValueType.ACTUAL))
        : asked;
  }

  private <E extends Enum<E>> SortedSet<E> words(String name, Class<E> type) {
    return anyOf(name, type.getEnumConstants(), EnumCodec::of);
  }

  private <E extends Enum<E>> SortedSet<E> anyOf(String name, E[] all, Function<E, String> word) {
    SortedSet<E> found = new TreeSet<>();
    for (String value : values(name)) {
      find(name, value, all, word).ifPresent(found::add);
    }
    return found;
  }

  private <E extends Enum<E>> @Nullable E oneOf(String name, E[] all, Function<E, String> word) {
    return single(name).flatMap(value -> find(name, value, all, word)).orElse(null);
  }

  private <E> Optional<E> find(String name, String value, E[] all, Function<E, String> word) {
    Optional<E> found =
        Arrays.stream(all).filter(constant -> word.apply(constant).equals(value)).findFirst();
    if (found.isEmpty()) {
      String words = Arrays.stream(all).map(word).collect(joining(", "));
      refuse(
          name,
          "word",
          "'%.64s' không thuộc: %s.".formatted(value, words),
          "'%.64s' is none of: %s.".formatted(value, words));
    }
    return found;
  }

  private @Nullable Period period(String name) {
    return single(name)
        .flatMap(
            text -> {
              Optional<Period> period = Period.find(text);
              if (period.isEmpty()) {
                refuse(
                    name,
                    "period",
                    "Kỳ phải viết như 2026-03, 2026-Q1, 2026-S1, 2026-01-01/P9M hoặc 2026.",
                    "A period is written as 2026-03, 2026-Q1, 2026-S1, 2026-01-01/P9M or 2026.");
              }
              return period;
            })
        .orElse(null);
  }

  private @Nullable LocalDate day(String name) {
    Optional<String> text = single(name);
    if (text.isEmpty()) {
      return null;
    }
    Optional<LocalDate> day = Dates.find(text.get());
    if (day.isEmpty()) {
      violations.add(Violation.inParameter(name, "day", Dates.fault(text.get())));
    }
    return day.orElse(null);
  }

  private @Nullable Integer count(String name) {
    Optional<String> text = single(name);
    if (text.isEmpty()) {
      return null;
    }
    if (text.get().matches("[0-9]{1,4}")) {
      int count = Integer.parseInt(text.get());
      if (count >= 1 && count <= MOST_PERIODS) {
        return count;
      }
    }
    refuse(
        name,
        "range",
        "Phải là số nguyên từ 1 đến %d.".formatted(MOST_PERIODS),
        "It must be a whole number from 1 to %d.".formatted(MOST_PERIODS));
    return null;
  }

  private @Nullable Instant instant(String name) {
    Optional<String> text = single(name);
    if (text.isEmpty()) {
      return null;
    }
    // A plus that was not encoded arrives as a space, and cannot mean anything else here.
    String sent = text.get().replace(' ', '+');
    Optional<Instant> found = Instants.find(sent).map(OffsetDateTime::toInstant);
    if (found.isEmpty()) {
      violations.add(Violation.inParameter(name, "instant", Instants.fault(sent)));
      return null;
    }
    Instant instant = found.get();
    if (instant.isAfter(now)) {
      refuse(name, "future", "Thời điểm này chưa đến.", "This instant has not come yet.");
    }
    return instant.isBefore(EARLIEST) ? EARLIEST : instant;
  }

  private void notTogether(String one, String other) {
    if (parameters.containsKey(one) && parameters.containsKey(other)) {
      refuse(
          other,
          "together",
          "Không dùng cùng lúc với %s.".formatted(one),
          "It cannot be used together with %s.".formatted(one));
    }
  }

  private void refuse(String name, String rule, String vi, String en) {
    violations.add(Violation.inParameter(name, rule, LocalizedText.of(vi, en)));
  }
}
