package vn.solieu.indicator.submission;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.solieu.indicator.form.rule.Finding;
import vn.solieu.indicator.form.rule.FindingKind;
import vn.solieu.indicator.observation.VintageStore;
import vn.solieu.platform.problem.ProblemException;
import vn.solieu.platform.publication.ReleaseGate;
import vn.solieu.platform.security.Act;
import vn.solieu.platform.security.Caller;
import vn.solieu.platform.security.Scope;
import vn.solieu.platform.sql.Rows;

/**
 * Shows submissions to those who are granted their agency, form and areas. What is said of one, and
 * what was found in it, tells of figures that are not public: that somebody looked is audited
 * first.
 */
@ApplicationScoped
public class SubmissionReader {

  private final Submissions submissions;
  private final VintageStore vintages;
  private final ReleaseGate gate;

  SubmissionReader(Submissions submissions, VintageStore vintages, ReleaseGate gate) {
    this.submissions = submissions;
    this.vintages = vintages;
    this.gate = gate;
  }

  /** A submission with what was found in it. */
  record Read(Submission submission, List<FindingKind> kinds, List<Finding> findings) {}

  /**
   * @throws ProblemException 404 also when it is there and not granted: that it exists is not told
   */
  Submission get(Caller caller, UUID id) {
    requireVisible(caller, id);
    return gate.embargoed(
        caller, "submission " + id, connection -> submissions.find(id).orElseThrow());
  }

  /**
   * @throws ProblemException as {@link #get}
   */
  Read findings(Caller caller, UUID id) {
    requireVisible(caller, id);
    return gate.embargoed(
        caller,
        "findings of submission " + id,
        connection -> {
          Submission submission = submissions.find(id).orElseThrow();
          return new Read(
              submission, submissions.findingKinds(submission), submissions.findings(submission));
        });
  }

  /** One page of those that the caller may read. */
  Rows<Submission> list(
      Caller caller,
      @Nullable String agency,
      @Nullable UUID obligation,
      @Nullable String state,
      UUID after,
      int limit) {
    return gate.embargoed(
        caller,
        "submissions",
        connection -> submissions.list(caller, agency, obligation, state, after, limit));
  }

  /** The submission, if the caller may read it. */
  public Optional<Submission> find(Caller caller, UUID id) {
    return submissions.find(id).filter(found -> mayRead(caller, found));
  }

  /** Whether one grant allows the act on all that the submission has figures of. */
  public boolean may(Caller caller, Act act, Submission submission, String agency) {
    Scope scope = Scope.agency(agency).form(submission.form());
    return caller.may(act, scope)
        || vintages
            .areas(submission.vintage())
            .filter(areas -> caller.may(act, scope.areas(areas)))
            .isPresent();
  }

  /** Of what areas a refused one would have been is not kept: who sent it knows it anyway. */
  private boolean mayRead(Caller caller, Submission submission) {
    return may(caller, Act.READ_REPORTED, submission, submission.agency())
        || (caller.is(submission.sender())
            && caller.may(
                Act.READ_REPORTED,
                Scope.agency(submission.agency()).form(submission.form()).areas(Set.of())));
  }

  private void requireVisible(Caller caller, UUID id) {
    if (find(caller, id).isEmpty()) {
      throw Submissions.unknown();
    }
  }
}
