package vn.solieu.catalog.product;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Map;
import java.util.UUID;
import vn.solieu.platform.audit.AuditLog;
import vn.solieu.platform.identity.UuidV7;
import vn.solieu.platform.problem.FieldValidator;
import vn.solieu.platform.problem.LocalizedText;
import vn.solieu.platform.problem.ProblemException;
import vn.solieu.platform.problem.ProblemType;
import vn.solieu.platform.problem.Violations;
import vn.solieu.platform.security.Act;
import vn.solieu.platform.security.Caller;
import vn.solieu.platform.security.Scope;

/** Adds editions: the row and its audit row in one transaction. */
@ApplicationScoped
class EditionService {

  private static final LocalizedText NOT_VALID =
      LocalizedText.of("Nội dung chưa đúng; xem errors.", "The content is not valid; see errors.");

  private final ProductRepository products;
  private final EditionRepository editions;
  private final ReleaseRepository releases;
  private final AuditLog audit;

  EditionService(
      ProductRepository products,
      EditionRepository editions,
      ReleaseRepository releases,
      AuditLog audit) {
    this.products = products;
    this.editions = editions;
    this.releases = releases;
    this.audit = audit;
  }

  /**
   * Adds an edition, held until the publication log opens it.
   *
   * @throws ProblemException 403 unless the caller defines products of its agency; 404 for an
   *     unknown product; 422 with everything that is wrong
   */
  @Transactional
  EditionDocument add(String product, NewEdition edition, Caller caller) {
    Product its = products.find(product).orElseThrow(EditionService::notFound);
    caller.require(Act.DEFINE, Scope.agency(String.valueOf(its.document().agency())));
    products.lock(product);
    Violations violations = new Violations();
    FieldValidator fields = new FieldValidator(violations);
    EditionRules.check(edition, fields);
    if (violations.isEmpty() && editions.exists(its, edition)) {
      fields.refuse(
          "titleVi",
          "twice",
          LocalizedText.of(
              "Sản phẩm này đã có ấn phẩm cùng kỳ và cùng tên; hãy dùng ấn phẩm đó hoặc đặt tên khác.",
              "The product has an edition of this period and title already; use that, or another title."));
    }
    violations.throwIfAny(ProblemType.INVALID_CONTENT, NOT_VALID);

    UUID id = UuidV7.next();
    Edition added = Edition.of(id, its, edition);
    editions.persistAndFlush(added);
    audit.record(caller, "edition.create", "edition", id.toString(), Map.of("product", product));
    return added.held(
        product, added.release == null ? null : releases.scheduledAt(added.release).orElse(null));
  }

  static ProblemException notFound() {
    return new ProblemException(
        ProblemType.NOT_FOUND,
        LocalizedText.of("Không có đối tượng nào mang mã định danh này.", "Nothing has this id."));
  }
}
