package vn.solieu.calendar;

import static vn.solieu.calendar.Office.in;

import io.quarkus.test.common.http.TestHTTPResource;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import vn.solieu.calendar.agency.AgencyService;
import vn.solieu.calendar.agency.KnownAgencies;
import vn.solieu.embedded.Grant;
import vn.solieu.testing.Tokens;
import vn.solieu.testing.fuzz.Fuzz;

@CalendarTest
class FuzzTest {

  @TestHTTPResource("/")
  URI base;

  @Inject AgencyService agencies;

  @Test
  void noRequestIsAnsweredWithAnErrorOfOurs() {
    KnownAgencies.tell(agencies, Office.AGENCY);
    String release = Office.newId();
    Office.planned(Office.plan(release, in(Duration.ofDays(30))));
    Office.planned(Office.archive(Office.newId(), "2020-03-29T08:00:00+07:00"));
    List<Fuzz.Caller> callers =
        List.of(
            Fuzz.Caller.nobody(),
            new Fuzz.Caller("garbage", "Bearer x.y.z"),
            Fuzz.Caller.bearer("officer", Office.OFFICER),
            Fuzz.Caller.bearer("other officer", Office.OTHER_OFFICER),
            Fuzz.Caller.bearer("approver", Office.APPROVER),
            Fuzz.Caller.bearer("admin", Office.ADMIN),
            Fuzz.Caller.bearer("reporter", Office.REPORTER),
            Fuzz.Caller.bearer(
                "bounded officer",
                Tokens.withGrants(
                    "fuzz-bounded", Office.AGENCY, Grant.of("release-officer", "so-nnmt"))));

    Fuzz.of("calendar-service", base, callers, List.of(release, Office.AGENCY, "vintage", "2026"))
        // Who keeps the content is asked, and in these tests some of them never answer.
        .mayFail("PUT", "/v1/releases/{id}/contents/{type}/{contentId}", 502, 503, 504)
        .run(20261127, 1_800);
  }
}
