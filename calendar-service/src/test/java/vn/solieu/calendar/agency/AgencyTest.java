package vn.solieu.calendar.agency;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import vn.solieu.calendar.CalendarTest;
import vn.solieu.calendar.Office;
import vn.solieu.platform.security.Roles;
import vn.solieu.platform.sql.Sql;
import vn.solieu.testing.Tokens;

@CalendarTest
class AgencyTest {

  @Inject AgencyService agencies;
  @Inject Sql sql;

  @Test
  void theNewestSnapshotHoldsInWhateverOrderTheyCome() {
    KnownAgencies.send("so-yt", 3, "{\"nameVi\":\"Sở Y tế\",\"nameEn\":\"Health\"}");
    KnownAgencies.send("so-yt", 2, "{\"nameVi\":\"Sở Y\"}");
    KnownAgencies.send("after-so-yt", 1, "{\"nameVi\":\"Sở\",\"addedLater\":{\"deep\":[1]}}");
    await().until(() -> agencies.isKnown("after-so-yt"));

    assertEquals(
        List.of("Sở Y tế"),
        sql.list("select name_vi from agency where id = 'so-yt'", row -> row.getString(1)));
  }

  @Test
  void whatWasTakenOverBeforeTheKindWasKeptIsCompletedWhenItIsHeardAgain() {
    sql.update("insert into agency (id, name_vi, version) values ('so-old', 'Sở', 4)");

    KnownAgencies.send("so-old", 3, "{\"nameVi\":\"Sở cũ\",\"kind\":\"court\"}");
    KnownAgencies.send("so-old", 4, "{\"nameVi\":\"Sở\",\"kind\":\"department\"}");

    await().until(() -> agencies.kindOf("so-old").isPresent());
    assertEquals(Optional.of("department"), agencies.kindOf("so-old"));
  }

  @Test
  void whatCannotBeReadDoesNotHoldUpTheRest() {
    KnownAgencies.send("unreadable", 1, "{\"nameVi\":");
    KnownAgencies.send("after-unreadable", 1, "{\"nameVi\":\"Sở\"}");

    await().until(() -> agencies.isKnown("after-unreadable"));
  }

  @Test
  void anAgencyIsAnOfficeByItsNewestSnapshotAlone() {
    String release = Office.newId();
    KnownAgencies.tell(agencies, Office.AGENCY);
    Office.planned(Office.plan(release, Office.in(Duration.ofHours(1))));
    String statistician = Tokens.of("yen", Roles.STATISTICIAN, "so-kind");

    assertEquals(404, draft(statistician, release), "it was never heard of");
    heard(1, "{\"nameVi\":\"Sở\"}", Optional.empty());
    assertEquals(404, draft(statistician, release), "its kind is not known");
    heard(
        3, "{\"nameVi\":\"Sở\",\"kind\":\"statistics-office\"}", Optional.of("statistics-office"));
    assertEquals(200, draft(statistician, release));
    heard(5, "{\"nameVi\":\"Sở\",\"kind\":\"department\"}", Optional.of("department"));
    assertEquals(404, draft(statistician, release));

    // Comes late, and widens nothing.
    KnownAgencies.send("so-kind", 4, "{\"nameVi\":\"Sở\",\"kind\":\"statistics-office\"}");
    KnownAgencies.send("so-kind", 5, "{\"nameVi\":\"Sở\",\"kind\":\"statistics-office\"}");
    KnownAgencies.send("after-so-kind", 1, "{\"nameVi\":\"Sở\"}");
    await().until(() -> agencies.isKnown("after-so-kind"));
    assertEquals(404, draft(statistician, release));
  }

  private void heard(long version, String snapshot, Optional<String> kind) {
    KnownAgencies.send("so-kind", version, snapshot);
    await().until(() -> agencies.isKnown("so-kind") && agencies.kindOf("so-kind").equals(kind));
  }

  private static int draft(String token, String release) {
    return Office.as(token).get("/v1/releases/" + release).statusCode();
  }
}
