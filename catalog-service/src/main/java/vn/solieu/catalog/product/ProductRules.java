package vn.solieu.catalog.product;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import vn.solieu.platform.problem.FieldValidator;
import vn.solieu.platform.problem.LocalizedText;
import vn.solieu.platform.time.Frequency;

/** What holds of a product by itself: source 002 item 4b, with the values that it allows. */
final class ProductRules {

  private static final List<String> STATUSES = List.of("official", "example");
  private static final List<String> SOURCES =
      List.of("survey", "census", "statistical-report", "administrative-data", "compilation");
  private static final List<String> COMPLETENESS = List.of("estimate", "preliminary", "official");
  private static final List<String> FORMS =
      List.of(
          "report", "printed-publication", "electronic-file", "database", "infographic", "article");
  private static final List<String> LANGUAGES = List.of("vi", "en");
  private static final List<String> CYCLES =
      Stream.concat(Frequency.CYCLES.stream(), Stream.of("non-periodic")).toList();
  private static final List<String> CHANNELS =
      List.of(
          "website",
          "press-conference",
          "mass-media",
          "publication",
          "social-media",
          "led-screen",
          "conference");
  private static final List<String> AUDIENCES =
      List.of("leaders", "business-and-investors", "media-research-and-public");
  private static final BigDecimal HIGHEST_PRICE = new BigDecimal("999999999999");
  private static final int LONGEST_TEXT = 5_000;

  private ProductRules() {}

  static void check(ProductDocument product, FieldValidator fields) {
    fields.word("status", product.status(), STATUSES);
    fields.names(product.nameVi(), product.nameEn());
    fields.required("mainContentVi", product.mainContentVi());
    fields.text("mainContentVi", product.mainContentVi(), LONGEST_TEXT);
    fields.text("mainContentEn", product.mainContentEn(), LONGEST_TEXT);
    fields.text("otherVi", product.otherVi(), LONGEST_TEXT);
    fields.text("otherEn", product.otherEn(), LONGEST_TEXT);
    words(fields, "sources", product.sources(), SOURCES, 1);
    words(fields, "completeness", product.completeness(), COMPLETENESS, 1);
    words(fields, "forms", product.forms(), FORMS, 1);
    words(fields, "languages", product.languages(), LANGUAGES, 1);
    fields.word("cycle", product.cycle(), CYCLES);
    words(fields, "channels", product.channels(), CHANNELS, 1);
    words(fields, "audiences", product.audiences(), AUDIENCES, 0);
    fields.size("indicators", product.indicators(), 0, 500);
    for (int i = 0; i < product.indicators().size(); i++) {
      fields.id("indicators/" + i, product.indicators().get(i));
    }
    once(fields, "indicators", product.indicators());
    fields.required("agency", product.agency());
    checkPrice(product, fields);
  }

  private static void words(
      FieldValidator fields, String member, List<String> items, List<String> words, int least) {
    fields.size(member, items, least, words.size());
    for (int i = 0; i < items.size(); i++) {
      fields.word(member + "/" + i, items.get(i), words);
    }
    once(fields, member, items);
  }

  private static void once(FieldValidator fields, String member, List<String> items) {
    if (Set.copyOf(items).size() < items.size()) {
      fields.refuse(
          member, "twice", LocalizedText.of("Có giá trị lặp lại.", "One of them is there twice."));
    }
  }

  private static void checkPrice(ProductDocument product, FieldValidator fields) {
    BigDecimal price = product.price();
    if (price != null
        && (price.signum() <= 0 || price.scale() > 0 || price.compareTo(HIGHEST_PRICE) > 0)) {
      fields.refuse(
          "price",
          "price",
          LocalizedText.of(
              "Đơn giá là số đồng nguyên dương; miễn phí thì bỏ trống.",
              "A price is a whole positive number of dong; leave it out when it is free."));
    }
  }
}
