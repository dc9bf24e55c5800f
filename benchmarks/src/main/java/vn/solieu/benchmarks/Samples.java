package vn.solieu.benchmarks;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.DoubleStream;

/** Measurements of one thing over several rounds. */
record Samples(double... values) {

  double median() {
    double[] sorted = sorted();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /** The least value that so many of a hundred do not exceed. */
  double percentile(int percent) {
    double[] sorted = sorted();
    return sorted[Math.max(0, (int) Math.ceil(sorted.length * percent / 100.0) - 1)];
  }

  private double[] sorted() {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted;
  }

  /** These and those. */
  Samples and(Samples others) {
    return new Samples(
        DoubleStream.concat(Arrays.stream(values), Arrays.stream(others.values)).toArray());
  }

  /** Median with the least and the greatest. */
  String print() {
    return String.format(
        Locale.ROOT,
        "%,.0f (%,.0f to %,.0f)",
        median(),
        Arrays.stream(values).min().orElseThrow(),
        Arrays.stream(values).max().orElseThrow());
  }

  String ratioTo(Samples yardstick) {
    return String.format(Locale.ROOT, "%.2f", median() / yardstick.median());
  }
}
