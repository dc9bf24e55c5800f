package vn.solieu.calendar.workingday;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static vn.solieu.calendar.Office.ADMIN;
import static vn.solieu.calendar.Office.OFFICER;
import static vn.solieu.calendar.Office.as;

import io.restassured.response.Response;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.solieu.calendar.CalendarTest;
import vn.solieu.platform.sql.Sql;

@CalendarTest
class WorkingDayTest {

  @Inject Sql sql;

  @Test
  void aNoticeMakesHolidaysAndMakeUpDays() {
    String notice =
        """
        {"days":[
          {"day":"2026-01-10","worked":true,"nameVi":"Làm bù cho ngày 2/1","nameEn":"Makes up for 2 January"},
          {"day":"2026-01-01","worked":false,"nameVi":"Tết Dương lịch"},
          {"day":"2026-01-02","worked":false,"nameVi":"Nghỉ hoán đổi","status":"provisional"}
        ]}
        """;
    Response entered = as(ADMIN).body(notice).put("/v1/working-days/2026");
    entered.then().statusCode(201).body("version", equalTo(1));
    as(ADMIN).body(notice).put("/v1/working-days/2026").then().statusCode(428);
    as(ADMIN)
        .header("If-Match", entered.header("ETag"))
        .body(notice)
        .put("/v1/working-days/2026")
        .then()
        .statusCode(200)
        .body("version", equalTo(1));

    as(null)
        .get("/v1/working-days/2026")
        .then()
        .statusCode(200)
        .body("days.day", contains("2026-01-01", "2026-01-02", "2026-01-10"))
        .body("days.status", contains("official", "provisional", "official"));
    Response range = as(null).get("/v1/working-days?from=2026-01-01&to=2026-01-12");
    range
        .then()
        .statusCode(200)
        .body("items", hasSize(12))
        .body(
            "items.findAll { it.worked }.day",
            contains(
                "2026-01-05",
                "2026-01-06",
                "2026-01-07",
                "2026-01-08",
                "2026-01-09",
                "2026-01-10",
                "2026-01-12"))
        .body("items[1].nameVi", equalTo("Nghỉ hoán đổi"))
        .body("yearsWithoutNotice", hasSize(0));
    as(null)
        .header("If-None-Match", range.header("ETag"))
        .get("/v1/working-days?from=2026-01-01&to=2026-01-12")
        .then()
        .statusCode(304);
  }

  @Test
  void aYearWithoutANoticeHasItsWeekendsAndTheHolidaysOfAFixedDay() {
    as(null)
        .get("/v1/working-days?from=2030-12-31&to=2031-01-01")
        .then()
        .statusCode(200)
        .body("items.worked", contains(true, false))
        .body("yearsWithoutNotice", contains(2030, 2031));
    as(null).get("/v1/working-days/2030").then().statusCode(404);
    as(null)
        .get("/v1/working-days/abc")
        .then()
        .statusCode(400)
        .body("errors[0].pointer", equalTo("{year}"))
        .body("errors[0].messageVi", equalTo("Phải là số nguyên."))
        .body("errors[0].messageEn", equalTo("Must be a whole number."));
  }

  @Test
  void everythingThatIsWrongWithANoticeIsToldAtOnce() {
    as(ADMIN)
        .body(
            """
            {"year":2027,"days":[
              {"day":"2029-01-01","nameVi":"Tết"},
              {"day":"2028-01-05","worked":true,"nameVi":"Thứ Tư"},
              {"day":"2028-01-05","worked":false},
              {"worked":false,"nameVi":"Không ngày"}
            ]}
            """)
        .put("/v1/working-days/2028")
        .then()
        .statusCode(422)
        .body(
            "errors.pointer",
            containsInAnyOrder(
                "/year",
                "/days/0/day",
                "/days/0/worked",
                "/days/1/worked",
                "/days/2/day",
                "/days/2/nameVi",
                "/days/3/day"));
    as(ADMIN)
        .body("{\"days\":[{\"day\":\"2028-01-05\"},null]}")
        .put("/v1/working-days/2028")
        .then()
        .statusCode(400)
        .body("errors.pointer", contains("/days/1"));
    as(null).get("/v1/working-days/2028").then().statusCode(404);
  }

  @ParameterizedTest
  @CsvSource({
    "'', 400",
    "from=2026-01-01, 400",
    "from=2026-01-02&to=2026-01-01, 400",
    "from=2026-01-01&to=2099-01-01, 400",
    "from=x&to=y, 400",
    "from=%2B999999999-01-01&to=%2B999999999-12-31, 400",
  })
  void aRangeHasTwoEndsAndABound(String query, int status) {
    as(null)
        .urlEncodingEnabled(false)
        .get("/v1/working-days" + (query.isEmpty() ? "" : "?" + query))
        .then()
        .statusCode(status);
  }

  /** What everyone may ask for, however long the names that were entered. */
  @Test
  void aRangeWhoseNoticesAreTooLongForOneAnswerIsNarrowed() {
    sql.update(
        """
        insert into working_year (year, version, days, changed_at)
        select year, 1, (select jsonb_agg(jsonb_build_object('day', day::date, 'worked', false,
                                            'nameVi', repeat('ệ', 500), 'nameEn', repeat('ệ', 500)))
                         from generate_series(make_date(year, 1, 1), make_date(year, 12, 31), interval '1 day') day),
               now()
        from generate_series(2951, 2953) year
        """);

    as(null)
        .get("/v1/working-days?from=2951-01-01&to=2953-12-31")
        .then()
        .statusCode(400)
        .body("errors.pointer", contains("?to"))
        .body("errors.rule", contains("size"));
    as(null)
        .get("/v1/working-days?from=2951-01-01&to=2951-12-31")
        .then()
        .statusCode(200)
        .body("items", hasSize(365));
  }

  @Test
  void aNoticeIsEnteredByTheOffice() {
    as(null).body("{\"days\":[]}").put("/v1/working-days/2029").then().statusCode(401);
    as(OFFICER).body("{\"days\":[]}").put("/v1/working-days/2029").then().statusCode(403);
    as(ADMIN).body("{\"days\":[]}").put("/v1/working-days/29").then().statusCode(404);
    as(ADMIN).body("{}").put("/v1/working-days/2029").then().statusCode(422);
  }

  @Test
  void aYearThatIsNotReadBackAsItWasWrittenIsNotKept() {
    sql.update(
        """
        create or replace function another_day() returns trigger language plpgsql as
          'begin new.days := jsonb_set(new.days, ''{0,nameVi}'', ''"khác"''); return new; end'
        """);
    sql.update(
        """
        create trigger another_day before insert on working_year
        for each row when (new.year = 2041) execute function another_day()
        """);
    try {
      as(ADMIN)
          .body(
              "{\"days\":[{\"day\":\"2041-01-01\",\"worked\":false,\"nameVi\":\"Tết Dương lịch\"}]}")
          .put("/v1/working-days/2041")
          .then()
          .statusCode(500);
    } finally {
      sql.update("drop trigger another_day on working_year");
    }

    as(null).get("/v1/working-days/2041").then().statusCode(404);
    assertFalse(sql.exists("select from outbox where key = '2041'"));
  }
}
