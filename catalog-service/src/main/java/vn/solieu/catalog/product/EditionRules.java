package vn.solieu.catalog.product;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import vn.solieu.platform.problem.FieldValidator;
import vn.solieu.platform.problem.LocalizedText;
import vn.solieu.platform.problem.Violation;
import vn.solieu.platform.problem.Violations;
import vn.solieu.platform.time.Period;

/** What holds of an edition by itself. */
final class EditionRules {

  private static final Set<String> SCHEMES = Set.of("http", "https");
  private static final Pattern MEDIA_TYPE =
      Pattern.compile("[a-z]+/[A-Za-z0-9][A-Za-z0-9.+-]{0,126}");
  private static final Pattern LANGUAGE = Pattern.compile("vi|en");
  private static final int LONGEST_ADDRESS = 2_000;

  private EditionRules() {}

  static void check(NewEdition edition, FieldValidator fields) {
    fields.required("titleVi", edition.titleVi());
    fields.text("titleVi", edition.titleVi(), 500);
    fields.text("titleEn", edition.titleEn(), 500);
    fields.text("noticeVi", edition.noticeVi(), 2_000);
    fields.text("noticeEn", edition.noticeEn(), 2_000);
    if (edition.noticeVi() != null || edition.noticeEn() != null) {
      fields.required("noticeVi", edition.noticeVi());
      fields.required("noticeEn", edition.noticeEn());
    }
    fields.id("release", edition.release());
    if (fields.required("period", edition.period())
        && Period.find(String.valueOf(edition.period())).isEmpty()) {
      fields.refuse(
          "period",
          "period",
          LocalizedText.of(
              "Kỳ viết như 2026-03, 2026-Q1, 2026-S1, 2026-01-01/P9M hoặc 2026.",
              "A period is written as in 2026-03, 2026-Q1, 2026-S1, 2026-01-01/P9M or 2026."));
    }
    List<EditionLink> links = edition.links();
    fields.size("links", links, 0, 100);
    for (int i = 0; i < links.size(); i++) {
      checkLink(links.get(i), fields.item("links", i));
    }
  }

  /** Why a release may not list an edition. */
  static List<Violation> againstRelease(EditionDocument edition) {
    return new Violations()
        .check(
            edition.sequence() == null,
            Violation.at(
                "/state",
                "opened",
                LocalizedText.of(
                    "Ấn phẩm này đã được công bố; hãy thêm một ấn phẩm mới.",
                    "The edition has been published already; add another edition.")))
        .list();
  }

  private static void checkLink(EditionLink link, FieldValidator item) {
    item.text("titleVi", link.titleVi(), 500);
    item.text("titleEn", link.titleEn(), 500);
    item.matches(
        "mediaType",
        link.mediaType(),
        MEDIA_TYPE,
        LocalizedText.of("Phải có dạng như application/pdf.", "Must be as in application/pdf."));
    item.matches(
        "language",
        link.language(),
        LANGUAGE,
        LocalizedText.of("Phải là vi hoặc en.", "Must be vi or en."));
    if (item.required("href", link.href()) && !isWebAddress(String.valueOf(link.href()))) {
      item.refuse(
          "href",
          "address",
          LocalizedText.of(
              "Phải là địa chỉ http hoặc https, tối đa 2.000 ký tự.",
              "Must be an http or https address of at most 2,000 characters."));
    }
  }

  private static boolean isWebAddress(String text) {
    try {
      URI address = new URI(text);
      return text.length() <= LONGEST_ADDRESS
          && address.getScheme() != null
          && SCHEMES.contains(address.getScheme())
          && address.getHost() != null
          && address.getUserInfo() == null;
    } catch (URISyntaxException notAnAddress) {
      return false;
    }
  }
}
