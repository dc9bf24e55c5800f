package vn.solieu.indicator.observation;

import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** How figures are written. */
enum Format {
  JSON("json", new MediaType("application", "json")),
  CSV("csv", MediaTypes.CSV),
  /**
   * For who opens a file with a program that computes: begins with a byte order mark, and no text
   * in it is a formula. By name alone, for both are {@code text/csv}.
   */
  CSV_SPREADSHEET("csv-spreadsheet", MediaTypes.CSV);

  private static final class MediaTypes {
    static final MediaType CSV =
        new MediaType("text", "csv", Map.of("charset", "utf-8", "header", "present"));
  }

  private static final String QUALITY = "q";

  private final String id;
  private final MediaType mediaType;

  Format(String id, MediaType mediaType) {
    this.id = id;
    this.mediaType = mediaType;
  }

  String id() {
    return id;
  }

  MediaType mediaType() {
    return mediaType;
  }

  boolean isCsv() {
    return this != JSON;
  }

  static Optional<Format> find(String id) {
    return Arrays.stream(values()).filter(format -> format.id.equals(id)).findFirst();
  }

  /**
   * The one that an {@code Accept} header prefers (RFC 9110 §12.5.1); the first where it does not
   * care, empty where it takes none.
   *
   * @param accepted the media ranges of the header with their parameters
   */
  static Optional<Format> negotiate(List<MediaType> accepted) {
    return Stream.of(JSON, CSV)
        .filter(format -> format.quality(accepted) > 0)
        .max(
            Comparator.<Format>comparingInt(format -> format.quality(accepted))
                .thenComparing(Comparator.<Format>naturalOrder().reversed()));
  }

  /** In thousandths: that of the most specific range that it falls in. */
  private int quality(List<MediaType> accepted) {
    return accepted.stream()
        .filter(range -> range.isCompatible(mediaType))
        .max(Comparator.comparingInt(Format::specificity))
        .map(Format::qualityOf)
        .orElse(0);
  }

  private static int specificity(MediaType range) {
    if (range.isWildcardType()) {
      return 0;
    }
    return range.isWildcardSubtype() ? 1 : 2;
  }

  private static int qualityOf(MediaType range) {
    String quality = range.getParameters().get(QUALITY);
    if (quality == null) {
      return 1_000;
    }
    // 0.123 at most three digits; what is not a quality is not a wish.
    return quality.matches("[01](\\.[0-9]{0,3})?")
        ? Math.min(1_000, Integer.parseInt((quality.replace(".", "") + "000").substring(0, 4)))
        : 0;
  }
}
