package vn.solieu.catalog.product;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import vn.solieu.platform.audit.AuditLog;
import vn.solieu.platform.events.DomainEvent;
import vn.solieu.platform.events.Outbox;
import vn.solieu.platform.events.Visibility;
import vn.solieu.platform.identity.Identifier;
import vn.solieu.platform.identity.UuidV7;
import vn.solieu.platform.problem.FieldValidator;
import vn.solieu.platform.problem.LocalizedText;
import vn.solieu.platform.problem.ProblemException;
import vn.solieu.platform.problem.ProblemType;
import vn.solieu.platform.problem.Violations;
import vn.solieu.platform.security.Act;
import vn.solieu.platform.security.Caller;
import vn.solieu.platform.security.Scope;
import vn.solieu.platform.version.EntityTag;
import vn.solieu.platform.version.Precondition;

/** Writes products and editions: the row, its audit row and its event in one transaction. */
@ApplicationScoped
class CatalogueService {

  private static final LocalizedText NOT_VALID =
      LocalizedText.of("Nội dung chưa đúng; xem errors.", "The content is not valid; see errors.");

  private final ProductRepository products;
  private final EditionRepository editions;
  private final AgencyRepository agencies;
  private final AuditLog audit;
  private final Outbox outbox;

  CatalogueService(
      ProductRepository products,
      EditionRepository editions,
      AgencyRepository agencies,
      AuditLog audit,
      Outbox outbox) {
    this.products = products;
    this.editions = editions;
    this.agencies = agencies;
    this.audit = audit;
    this.outbox = outbox;
  }

  /**
   * What a write came to.
   *
   * @param created whether there was no such product before
   */
  record Written(ProductDocument product, boolean created) {}

  /**
   * Creates or changes a product. Putting what is already there changes nothing.
   *
   * @throws ProblemException 403 unless the caller defines products of its agency; 412 and 428 as
   *     the preconditions ask; 422 with everything that is wrong
   */
  @Transactional
  Written put(String id, ProductDocument document, Caller caller, Precondition precondition) {
    products.lock(id); // two creations of one id at once: the second waits, then sees the first
    Optional<ProductDocument> before = products.find(id);
    before
        .map(ProductDocument::agency)
        .ifPresent(agency -> caller.require(Act.DEFINE, Scope.agency(agency)));
    precondition.createOrMatch(before.map(CatalogueService::tag));

    long version = before.map(ProductDocument::version).orElse(0L);
    if (before.isPresent() && document.as(id, version).equals(before.get())) {
      return new Written(before.get(), false);
    }
    check(id, document);
    caller.require(Act.DEFINE, Scope.agency(String.valueOf(document.agency())));
    ProductDocument product = document.as(id, version + 1);
    products.save(product);
    audit.record(
        caller,
        before.isEmpty() ? "product.create" : "product.change",
        "product",
        id,
        Map.of("version", version + 1));
    outbox.append(
        new DomainEvent(
            CatalogTopics.PRODUCT_CHANGED,
            CatalogTopics.PRODUCTS,
            id,
            version + 1,
            Visibility.PUBLIC,
            product));
    return new Written(readBack(product), before.isEmpty());
  }

  /** A product that cannot be read as it was written is not kept: it would break every list. */
  private ProductDocument readBack(ProductDocument product) {
    ProductDocument kept = products.find(String.valueOf(product.id())).orElseThrow();
    if (!kept.equals(product)) {
      throw new IllegalStateException(
          "The product " + product.id() + " is not read back as it was written");
    }
    return kept;
  }

  static EntityTag tag(ProductDocument product) {
    return EntityTag.of("product", String.valueOf(product.id()), String.valueOf(product.version()));
  }

  private void check(String id, ProductDocument document) {
    Violations violations = new Violations();
    FieldValidator fields = new FieldValidator(violations);
    if (!Identifier.isValid(id) || (document.id() != null && !id.equals(document.id()))) {
      fields.refuse(
          "id",
          "id",
          LocalizedText.of(
              "Mã định danh trong nội dung phải trùng với địa chỉ, bắt đầu bằng chữ cái, gồm tối đa"
                  + " 64 chữ cái không dấu, chữ số, - và _.",
              "The id must be the one of the address, begin with a letter and have at most 64"
                  + " letters, digits, - and _."));
    }
    ProductRules.check(document, fields);
    if (document.agency() != null && !agencies.isKnown(document.agency())) {
      fields.refuse(
          "agency",
          "unknown",
          LocalizedText.of("Không có cơ quan này.", "There is no such agency."));
    }
    violations.throwIfAny(ProblemType.INVALID_CONTENT, NOT_VALID);
  }

  /**
   * Adds an edition, held until the publication log opens it.
   *
   * @throws ProblemException 403 unless the caller defines products of its agency; 404 for an
   *     unknown product; 422 with everything that is wrong
   */
  @Transactional
  EditionDocument add(String product, NewEdition edition, Caller caller) {
    ProductDocument its = products.find(product).orElseThrow(CatalogueService::notFound);
    caller.require(Act.DEFINE, Scope.agency(String.valueOf(its.agency())));
    products.lock(product);
    Violations violations = new Violations();
    FieldValidator fields = new FieldValidator(violations);
    EditionRules.check(edition, fields);
    if (violations.isEmpty() && editions.exists(product, edition)) {
      fields.refuse(
          "titleVi",
          "twice",
          LocalizedText.of(
              "Sản phẩm này đã có ấn phẩm cùng kỳ và cùng tên; hãy dùng ấn phẩm đó hoặc đặt tên khác.",
              "The product has an edition of this period and title already; use that, or another title."));
    }
    violations.throwIfAny(ProblemType.INVALID_CONTENT, NOT_VALID);

    UUID id = UuidV7.next();
    editions.add(id, product, edition);
    audit.record(caller, "edition.create", "edition", id.toString(), Map.of("product", product));
    return editions.find(product, id).orElseThrow();
  }

  static ProblemException notFound() {
    return new ProblemException(
        ProblemType.NOT_FOUND,
        LocalizedText.of("Không có đối tượng nào mang mã định danh này.", "Nothing has this id."));
  }
}
