package vn.solieu.catalog.product;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import vn.solieu.platform.time.Period;

/**
 * One issue of a product, as the office added it. A publication opens it; that is a row of its own.
 */
@Entity
@Table(name = "edition")
class Edition {

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  Integer key;

  @Version long version;

  UUID id;

  /** Key of its product. */
  int product;

  @Column(name = "title_vi")
  String titleVi;

  @Column(name = "title_en")
  @Nullable String titleEn;

  /** As {@link Period} writes it. */
  String period;

  @Column(name = "period_end")
  LocalDate periodEnd;

  /** Id of the release that is planned to open it. */
  @Nullable String release;

  @JdbcTypeCode(SqlTypes.JSON)
  List<EditionLink> links;

  @Column(name = "notice_vi")
  @Nullable String noticeVi;

  @Column(name = "notice_en")
  @Nullable String noticeEn;

  protected Edition() {}

  /** Of a new edition that was found right. */
  static Edition of(UUID id, Product product, NewEdition added) {
    Edition edition = new Edition();
    edition.version = 1;
    edition.id = id;
    edition.product = product.key;
    edition.titleVi = String.valueOf(added.titleVi());
    edition.titleEn = added.titleEn();
    edition.period = String.valueOf(added.period());
    edition.periodEnd = Period.parse(edition.period).lastDay();
    edition.release = added.release();
    edition.links = added.links();
    edition.noticeVi = added.noticeVi();
    edition.noticeEn = added.noticeEn();
    return edition;
  }

  /**
   * As it is read before a publication opens it.
   *
   * @param itsProduct id of its product
   * @param plannedAt the instant of the release that is planned to open it
   */
  EditionDocument held(String itsProduct, @Nullable OffsetDateTime plannedAt) {
    return new EditionDocument(
        id,
        itsProduct,
        "held",
        titleVi,
        titleEn,
        period,
        links,
        noticeVi,
        noticeEn,
        release,
        plannedAt,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }
}
