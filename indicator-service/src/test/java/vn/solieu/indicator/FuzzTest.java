package vn.solieu.indicator;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import vn.solieu.embedded.Grant;
import vn.solieu.indicator.form.Reporting;
import vn.solieu.indicator.form.Reporting.RiceForm;
import vn.solieu.testing.Tokens;
import vn.solieu.testing.UseTestEnvironment;
import vn.solieu.testing.fuzz.Fuzz;

@QuarkusTest
@UseTestEnvironment
class FuzzTest {

  @TestHTTPResource("/")
  URI base;

  @Test
  void noRequestIsAnsweredWithAnErrorOfOurs() {
    Reporting.build();
    Reporting.Owed owed = new RiceForm().decimalPoint().owed();
    List<Fuzz.Caller> callers =
        new ArrayList<>(
            List.of(
                Fuzz.Caller.nobody(),
                new Fuzz.Caller("garbage", "Bearer x.y.z"),
                new Fuzz.Caller("another scheme", "Basic eDp5"),
                Fuzz.Caller.bearer(
                    "bounded statistician",
                    Tokens.withGrants(
                        "fuzz-bounded",
                        Reporting.OFFICE,
                        Grant.of("statistician", null).forForms(owed.form())))));
    for (String role :
        List.of("statistician", "statistician", "admin", "appraiser", "release-officer")) {
      callers.add(Fuzz.Caller.bearer(role, Tokens.of("fuzz-" + role, role, Reporting.OFFICE)));
    }
    for (String role : List.of("reporter", "head")) {
      callers.add(Fuzz.Caller.bearer(role, Tokens.of("fuzz-" + role, role, Reporting.FARMING)));
    }
    Fuzz.of(
            "indicator-service",
            base,
            callers,
            List.of(
                owed.form(),
                owed.obligation(),
                Reporting.OFFICE,
                Reporting.FARMING,
                Reporting.NEW,
                "rp-area",
                "season",
                "_T",
                "WS",
                "SA",
                "CL_UNIT",
                owed.period()))
        .run(20261127, 3_000);
  }
}
