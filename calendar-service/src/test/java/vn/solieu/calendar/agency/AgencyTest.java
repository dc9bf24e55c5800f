package vn.solieu.calendar.agency;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import vn.solieu.calendar.CalendarTest;
import vn.solieu.platform.sql.Sql;

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
}
