package vn.solieu.catalog.product;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import vn.solieu.embedded.Grant;
import vn.solieu.testing.Tokens;
import vn.solieu.testing.UseTestEnvironment;
import vn.solieu.testing.fuzz.Fuzz;

@QuarkusTest
@UseTestEnvironment
class FuzzTest {

  @Inject OtherServices others;

  @TestHTTPResource("/")
  URI base;

  @Test
  void noRequestIsAnsweredWithAnErrorOfOurs() {
    Given.theOfficeIsKnown(others);
    String product = Given.aProduct("fuzz");
    String edition = Given.aHeldEdition(product, "2026-10", "Báo cáo tháng 10");
    List<Fuzz.Caller> callers =
        List.of(
            Fuzz.Caller.nobody(),
            new Fuzz.Caller("garbage", "Bearer x.y.z"),
            Fuzz.Caller.bearer("statistician", Given.STATISTICIAN),
            Fuzz.Caller.bearer("statistician", Given.STATISTICIAN),
            Fuzz.Caller.bearer("admin", Tokens.of("admin", Given.OFFICE)),
            Fuzz.Caller.bearer("officer", Tokens.of("release-officer", Given.OFFICE)),
            Fuzz.Caller.bearer("reporter", Tokens.of("reporter", "so-nnmt")),
            Fuzz.Caller.bearer(
                "bounded statistician",
                Tokens.withGrants(
                    "fuzz-bounded", Given.OFFICE, Grant.of("statistician", "so-nnmt"))));

    Fuzz.of("catalog-service", base, callers, List.of(product, edition, Given.OFFICE, "2026-10"))
        .run(20261127, 900);
  }
}
