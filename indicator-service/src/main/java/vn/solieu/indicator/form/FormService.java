package vn.solieu.indicator.form;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import vn.solieu.indicator.area.Areas;
import vn.solieu.indicator.definition.Definitions;
import vn.solieu.platform.audit.AuditLog;
import vn.solieu.platform.identity.Identifier;
import vn.solieu.platform.problem.LocalizedText;
import vn.solieu.platform.problem.ProblemException;
import vn.solieu.platform.problem.ProblemType;
import vn.solieu.platform.problem.Violation;
import vn.solieu.platform.problem.Violations;
import vn.solieu.platform.security.Act;
import vn.solieu.platform.security.Caller;
import vn.solieu.platform.sql.Rows;
import vn.solieu.platform.time.Instants;
import vn.solieu.platform.version.EntityTag;
import vn.solieu.platform.version.Precondition;

/** The reporting forms, each with all of its versions. */
@ApplicationScoped
public class FormService {

  /** As of every document that is read in a list; 4,000 agencies fit several times. */
  private static final int MOST_BYTES = 800_000;

  private final FormRepository repository;
  private final Definitions definitions;
  private final Areas areas;
  private final AuditLog audit;
  private final Clock clock;

  FormService(
      FormRepository repository,
      Definitions definitions,
      Areas areas,
      AuditLog audit,
      Clock clock) {
    this.repository = repository;
    this.definitions = definitions;
    this.areas = areas;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * What a write came to.
   *
   * @param created whether there was no such form before
   */
  record Written(FormDocument form, boolean created) {}

  /**
   * Creates a form or gives it a new version. Putting what is already there changes nothing.
   *
   * @throws ProblemException 403; 412 and 428 as the preconditions ask; 422 with everything that is
   *     wrong
   */
  @Transactional
  Written put(String id, FormDocument document, Caller caller, Precondition precondition) {
    caller.require(Act.DEFINE, document.scope(id));
    Optional<FormDocument> before = repository.lock(id);
    before.ifPresent(form -> caller.require(Act.DEFINE, form.scope(id)));
    precondition.createOrMatch(before.map(FormService::tag));
    long version = before.map(FormDocument::version).orElse(0L);
    if (before.isPresent() && document.as(id, version).equals(before.get())) {
      return new Written(before.get(), false);
    }
    check(id, document);
    FormDocument form = document.as(id, version + 1);
    save(form);
    readBack(form);
    audit.record(
        caller,
        before.isEmpty() ? "form.create" : "form.change",
        "form",
        id,
        Map.of("version", version + 1));
    return new Written(form, before.isEmpty());
  }

  private void check(String id, FormDocument document) {
    Violations violations = new Violations();
    violations.check(
        Identifier.isValid(id) && (document.id() == null || document.id().equals(id)),
        Violation.at(
            "/id",
            "id",
            LocalizedText.of(
                "Mã định danh trong nội dung phải trùng với địa chỉ, bắt đầu bằng chữ cái, gồm tối"
                    + " đa 64 chữ cái không dấu, chữ số, - và _.",
                "The id must be the one of the address, begin with a letter and have at most 64"
                    + " letters, digits, - and _.")));
    FormCheck.check(document, definitions, areas, violations);
    if (violations.isEmpty() && repository.write(document).getBytes(UTF_8).length > MOST_BYTES) {
      violations.add(
          Violation.at(
              "",
              "size",
              LocalizedText.of(
                  "Nội dung dài quá " + MOST_BYTES + " byte.",
                  "The content is longer than " + MOST_BYTES + " bytes.")));
    }
    violations.throwIfAny(
        ProblemType.INVALID_CONTENT,
        LocalizedText.of(
            "Nội dung chưa đúng; xem errors.", "The content is not valid; see errors."));
  }

  private void save(FormDocument form) {
    if (!repository.save(form, Instants.local(clock.instant()))) {
      throw new ProblemException(
          ProblemType.PRECONDITION_FAILED,
          LocalizedText.of("Biểu mẫu này vừa được tạo.", "This form has just been created."));
    }
  }

  /** A form that cannot be read as it was written is not kept: it would break every list. */
  private void readBack(FormDocument form) {
    FormDocument kept = require(String.valueOf(form.id()));
    if (!kept.equals(form)) {
      throw new IllegalStateException(
          "The form " + form.id() + " is not read back as it was written");
    }
  }

  public Optional<FormDocument> find(String id) {
    return repository.find(id);
  }

  /** The version of a form that a round was issued under. */
  public FormVersion version(String id, long version) {
    return repository.version(id, version).orElseThrow();
  }

  Optional<FormDocument> findVersion(String id, long version) {
    return repository.find(id, version);
  }

  Rows<FormDocument> list(String after, int limit) {
    return repository.list(after, limit);
  }

  FormDocument require(String id) {
    return find(id)
        .orElseThrow(
            () ->
                new ProblemException(
                    ProblemType.NOT_FOUND,
                    LocalizedText.of("Không có biểu mẫu này.", "There is no such form.")));
  }

  static EntityTag tag(FormDocument form) {
    return EntityTag.of("form", String.valueOf(form.id()), String.valueOf(form.version()));
  }
}
