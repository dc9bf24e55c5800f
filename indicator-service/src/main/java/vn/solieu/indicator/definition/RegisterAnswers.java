package vn.solieu.indicator.definition;

import static java.util.stream.Collectors.joining;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import vn.solieu.platform.document.Document;
import vn.solieu.platform.document.Register;
import vn.solieu.platform.document.RegisterService;
import vn.solieu.platform.document.RegisterService.Written;
import vn.solieu.platform.http.Paging;
import vn.solieu.platform.http.Preconditions;
import vn.solieu.platform.http.Responses;
import vn.solieu.platform.publication.GateWork;
import vn.solieu.platform.publication.ReleaseGate;
import vn.solieu.platform.security.CurrentCaller;
import vn.solieu.platform.sql.Rows;

/** How the entries of a register are answered: alike, whatever they are, and through the gate. */
@ApplicationScoped
public class RegisterAnswers {

  private final RegisterService service;
  private final ReleaseGate gate;
  private final CurrentCaller caller;

  RegisterAnswers(RegisterService service, ReleaseGate gate, CurrentCaller caller) {
    this.service = service;
    this.gate = gate;
    this.caller = caller;
  }

  /**
   * @param found finds the entries of the page
   */
  public <D extends Document<D>> Response page(
      @Nullable String ifNoneMatch, Paging paging, GateWork<Rows<D>> found) {
    Rows<D> entries = gate.published(found);
    return Responses.open(
        ifNoneMatch,
        paging.tag(
            entries.more(),
            entries.items().stream()
                .map(entry -> entry.id() + "@" + entry.version())
                .collect(joining(" "))),
        () -> paging.page(entries, entry -> Objects.requireNonNull(entry.id())));
  }

  public <D extends Document<D>> Response get(
      Register<D> register, String id, @Nullable String ifNoneMatch) {
    D entry = gate.published(connection -> register.require(connection, id));
    return Responses.open(ifNoneMatch, register.tag(entry), () -> entry);
  }

  public <D extends Document<D>> Response put(
      Register<D> register,
      String id,
      D document,
      @Nullable String ifMatch,
      @Nullable String ifNoneMatch,
      UriInfo address) {
    Written<D> written =
        service.put(
            register, id, document, caller.require(), Preconditions.of(ifMatch, ifNoneMatch));
    return Responses.written(
        written.created(), address, register.tag(written.entry()), written.entry());
  }
}
