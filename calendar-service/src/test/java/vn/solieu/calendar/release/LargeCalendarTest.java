package vn.solieu.calendar.release;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static vn.solieu.calendar.Office.AGENCY;
import static vn.solieu.calendar.Office.as;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.management.ThreadMXBean;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.lang.management.ManagementFactory;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import net.fortuna.ical4j.data.CalendarBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.solieu.calendar.CalendarTest;
import vn.solieu.calendar.agency.AgencyService;
import vn.solieu.calendar.agency.KnownAgencies;
import vn.solieu.platform.sql.Sql;

/**
 * A thousand releases of a thousand contents, each with the longest notice: no answer is of the
 * size of what is stored. They are of the year 1950, where no other test looks.
 */
@CalendarTest
class LargeCalendarTest {

  private static final int RELEASES = 1_000;

  /** Of the log: some pages. */
  private static final int READ = 150;

  /** What a page passes with its last entry, and as much again for that one. */
  private static final int MOST_OF_A_PAGE = 1_200_000;

  /** Of an event, with a cut notice of three octets a letter in each language. */
  private static final int MOST_OF_AN_EVENT = 4_500;

  @Inject AgencyService agencies;
  @Inject Sql sql;
  @Inject ReleaseReader reader;
  @Inject ObjectMapper json;

  private long before;

  @BeforeEach
  void aThousandReleasesOfAThousandContentsArePublished() {
    KnownAgencies.tell(agencies, AGENCY);
    if (!sql.exists("select from release where id = 'LARGE-1'")) {
      // One statement: the counter is locked, as by everybody who publishes.
      sql.update(
          """
          with counter as (
            update publication_counter set last_sequence = last_sequence + 1000, commit_before = null
            returning last_sequence - 1000 as before
          ), planned as (
            insert into release (id, version, title_vi, title_en, agency, trigger, origin, state, precision, periods,
              evidence, reconstructed, announced_at, sealed_at, sequence, published_at, recorded_at, late, changed_at,
              place_number)
            select 'LARGE-' || n, 1, 'Lúa', 'Rice', ?, 'NONE', 'ARCHIVE', 'PUBLISHED', 'TIME', '{1949}', 'Niên giám', false,
              now(), now(), before + n, timestamptz '1950-01-01T02:00:00Z' + n * interval '8 hours', now(), false, now(), 0
            from counter, generate_series(1, 1000) n
            returning id, sequence, published_at, recorded_at
          )
          insert into publication (sequence, release, published_at, recorded_at, origin, late, reconstructed, notice_vi,
            notice_en, contents)
          select sequence, id, published_at, recorded_at, 'ARCHIVE', false, false, repeat('ệ', 2000), repeat('ệ', 2000),
            contents
          from planned, (
            select jsonb_agg(jsonb_build_object('type', 'vintage', 'id', format('large-%s', lpad(n::text, 30, '0'))))
            from generate_series(1, 1000) n) listed (contents)
          """,
          AGENCY);
    }
    before =
        sql.first("select sequence - 1 from release where id = 'LARGE-1'", row -> row.getLong(1))
            .orElseThrow();
  }

  @Test
  void theLogIsReadInPagesThatEndAfterAMegabyte() throws Exception {
    List<Long> read = new ArrayList<>();
    String next = "/v1/publications?after=%d&limit=1000".formatted(before);
    while (next != null && read.size() < READ) {
      Response page = as(null).urlEncodingEnabled(false).get(next);
      page.then().statusCode(200);
      byte[] body = page.asByteArray();
      assertTrue(body.length < MOST_OF_A_PAGE, body.length + " bytes");
      for (JsonNode entry : json.readTree(body).get("items")) {
        read.add(entry.get("sequence").longValue());
      }
      String link = page.header("Link");
      next = link == null ? null : link.substring(1, link.indexOf('>'));
    }

    assertEquals(
        LongStream.rangeClosed(before + 1, before + READ).boxed().toList(), read.subList(0, READ));
  }

  @Test
  void anEntryIsGivenAlone() {
    as(null)
        .get("/v1/publications?limit=1&after=" + before)
        .then()
        .statusCode(200)
        .header("Link", "</v1/publications?after=%d&limit=1>; rel=\"next\"".formatted(before + 1));
  }

  /** A reader who keeps the page of an end would else never learn that it is none any more. */
  @Test
  void thePageThatEndsTheLogHasNoLinkHoweverFullItIs() {
    long last =
        sql.first("select last_sequence from publication_counter", row -> row.getLong(1))
            .orElseThrow();

    as(null)
        .get("/v1/publications?limit=1&after=" + (last - 1))
        .then()
        .statusCode(200)
        .header("Link", nullValue());
  }

  @Test
  void theCalendarHoldsTheBeginningOfEachNoticeAndNoContent() throws Exception {
    Response answer = as(null).get("/v1/releases.ics?from=1950-01-01&to=1950-12-31&text=lua");

    answer.then().statusCode(200).header("Content-Type", "text/calendar;charset=UTF-8");
    byte[] bytes = answer.asByteArray();
    assertTrue(bytes.length < RELEASES * MOST_OF_AN_EVENT, bytes.length + " bytes");
    assertEquals(
        RELEASES,
        new CalendarBuilder().build(new ByteArrayInputStream(bytes)).getComponents().size());
    String text = new String(bytes, UTF_8);
    assertTrue(text.indexOf("UID:LARGE-1@") < text.indexOf("UID:LARGE-1000@"), "in order");
    as(null)
        .header("If-None-Match", answer.header("ETag"))
        .get("/v1/releases.ics?from=1950-01-01&to=1950-12-31&text=lua")
        .then()
        .statusCode(304);
  }

  /** Their contents are 75 MB as they are stored, and several times as much as objects. */
  @Test
  void whatTheReleasesMadePublicIsNotReadForTheCalendar() {
    ReleaseQuery query =
        ReleaseQuery.of(
            null, LocalDate.of(1950, 1, 1), LocalDate.of(1950, 12, 31), null, null, null);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    long start = threads.getCurrentThreadAllocatedBytes();
    long entries = reader.publicCalendar(query, calendar -> calendar.entries().count());
    long allocated = threads.getCurrentThreadAllocatedBytes() - start;

    assertEquals(RELEASES, entries);
    assertTrue(allocated < 100_000_000, allocated + " bytes");
  }
}
