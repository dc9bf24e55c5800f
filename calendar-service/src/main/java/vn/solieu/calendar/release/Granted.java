package vn.solieu.calendar.release;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.solieu.platform.problem.ProblemException;
import vn.solieu.platform.security.Act;
import vn.solieu.platform.security.Caller;
import vn.solieu.platform.security.CurrentCaller;
import vn.solieu.platform.security.Scope;

/**
 * The releases that a caller sees before the public does. A release says nothing of forms or areas:
 * a grant that is bounded to some shows none.
 *
 * @param live ids of the agencies of live releases; null for all
 * @param archive ids of the agencies of archive releases; null for all
 */
record Granted(@Nullable Set<String> live, @Nullable Set<String> archive) {

  static Granted to(Caller caller) {
    return new Granted(
        caller.wholeAgenciesFor(Origin.LIVE.reading()),
        caller.wholeAgenciesFor(Origin.ARCHIVE.reading()));
  }

  /**
   * The caller, if they may act on a release. One that they do not see is not there for them.
   *
   * @throws ProblemException 404 when neither the public nor the caller sees it, 403
   */
  static Caller require(CurrentCaller current, Act act, Release release) {
    Caller caller = current.require();
    Scope agency = Scope.agency(release.agency);
    if (release.announcedAt == null && !caller.may(release.origin.reading(), agency)) {
      throw Release.unknown();
    }
    caller.require(act, agency);
    return caller;
  }
}
