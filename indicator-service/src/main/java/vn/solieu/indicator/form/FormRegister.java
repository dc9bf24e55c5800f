package vn.solieu.indicator.form;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.time.Clock;
import java.util.Optional;
import vn.solieu.indicator.area.Areas;
import vn.solieu.indicator.definition.Definitions;
import vn.solieu.platform.document.Register;
import vn.solieu.platform.events.DomainEvent;
import vn.solieu.platform.problem.LocalizedText;
import vn.solieu.platform.problem.ProblemException;
import vn.solieu.platform.problem.ProblemType;
import vn.solieu.platform.problem.Violations;
import vn.solieu.platform.security.Caller;
import vn.solieu.platform.security.Scope;
import vn.solieu.platform.sql.Rows;
import vn.solieu.platform.time.Instants;

/** The reporting forms, each with all of its versions. */
@ApplicationScoped
public class FormRegister implements Register<FormDocument> {

  private final FormRepository forms;
  private final Definitions definitions;
  private final Areas areas;
  private final Clock clock;

  FormRegister(FormRepository forms, Definitions definitions, Areas areas, Clock clock) {
    this.forms = forms;
    this.definitions = definitions;
    this.areas = areas;
    this.clock = clock;
  }

  @Override
  public String kind() {
    return "form";
  }

  @Override
  public Scope scope(String id, FormDocument form) {
    return form.scope(id);
  }

  /** Of two who create it at once, the second is told so when it is kept. */
  @Override
  public void lock(String id) {
    forms.lock(id);
  }

  @Override
  public Optional<FormDocument> find(String id) {
    return forms.find(id);
  }

  @Override
  public Optional<FormDocument> find(Connection connection, String id) {
    return forms.find(connection, id);
  }

  @Override
  public ProblemException unknown() {
    return new ProblemException(
        ProblemType.NOT_FOUND,
        LocalizedText.of("Không có biểu mẫu này.", "There is no such form."));
  }

  /** The version of a form that a round was issued under. */
  public FormVersion version(String id, long version) {
    return forms.version(id, version).orElseThrow();
  }

  Optional<FormDocument> findVersion(String id, long version) {
    return forms.find(id, version);
  }

  Optional<FormDocument> findVersion(Connection connection, String id, long version) {
    return forms.find(connection, id, version);
  }

  Rows<FormDocument> list(Connection connection, String after, int limit) {
    return forms.list(connection, after, limit);
  }

  @Override
  public void check(FormDocument entry, Optional<FormDocument> before, Violations violations) {
    FormCheck.check(entry, definitions, areas, violations);
  }

  @Override
  public void save(FormDocument entry, Caller caller) {
    if (!forms.save(entry, Instants.local(clock.instant()))) {
      throw new ProblemException(
          ProblemType.PRECONDITION_FAILED,
          LocalizedText.of("Biểu mẫu này vừa được tạo.", "This form has just been created."));
    }
  }

  /** Nobody outside is told of forms. */
  @Override
  public Optional<DomainEvent> toEvent(FormDocument entry) {
    return Optional.empty();
  }
}
