package vn.solieu.indicator.form;

import static io.restassured.RestAssured.given;

import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import vn.solieu.indicator.definition.Office;
import vn.solieu.testing.Tokens;

/** A small province that owes figures, and the people in it. */
public final class Reporting {

  public static final String OFFICE = "rp-thong-ke";
  public static final String FARMING = "rp-so-nnmt";
  public static final String HEALTH = "rp-so-y-te";

  /** The old province until 2025-06-30 and the new one since; both hold the code 9082. */
  public static final String OLD = "RP82A";

  public static final String NEW = "RP82B";

  /** Merged into the new one; held the code 9087. */
  public static final String MERGED = "RP87A";

  public static final String COMMUNE = "RPC1";

  public static final String CSV = "text/csv";

  /** Without this, a charset is added to text/csv that nobody has sent. */
  private static final RestAssuredConfig BODIES_AS_THEY_ARE =
      RestAssuredConfig.config()
          .encoderConfig(
              EncoderConfig.encoderConfig()
                  .appendDefaultContentCharsetToContentTypeIfUndefined(false));

  private static final Map<String, String> TOKENS = new ConcurrentHashMap<>();

  /** Each round of one form takes a year of its own. */
  private static final AtomicInteger YEARS = new AtomicInteger(2026);

  private static boolean built;

  private Reporting() {}

  public static RequestSpecification as(String role, String agency) {
    return as(role + "-" + agency, role, agency);
  }

  public static RequestSpecification as(String subject, String role, String agency) {
    String token =
        TOKENS.computeIfAbsent(
            subject + "/" + role + "/" + agency, key -> Tokens.of(subject, role, agency));
    return with(token);
  }

  public static RequestSpecification with(String token) {
    return given().config(BODIES_AS_THEY_ARE).auth().oauth2(token);
  }

  public static RequestSpecification statistician() {
    return as("statistician", OFFICE);
  }

  public static RequestSpecification appraiser() {
    return as("appraiser", OFFICE);
  }

  public static RequestSpecification reporter() {
    return as("reporter", FARMING);
  }

  public static RequestSpecification otherAgency() {
    return as("reporter", HEALTH);
  }

  /** Agencies, areas, codes, indicators: once for all tests. */
  public static synchronized void build() {
    if (built) {
      return;
    }
    Office.define(OFFICE, "statistics-office");
    Office.define(FARMING, "department");
    Office.define(HEALTH, "department");
    area("RPVN", "country", "", "");
    area(
        NEW,
        "province",
        "\"code\": \"9082\", \"parent\": \"RPVN\", \"validFrom\": \"2025-07-01\",",
        "");
    String merged =
        "{\"area\": \"%s\", \"effective\": \"2025-07-01\", \"coverage\": \"whole\"}".formatted(NEW);
    area(
        OLD,
        "province",
        "\"code\": \"9082\", \"parent\": \"RPVN\", \"validTo\": \"2025-06-30\",",
        merged);
    area(
        MERGED,
        "province",
        "\"code\": \"9087\", \"parent\": \"RPVN\", \"validTo\": \"2025-06-30\",",
        merged);
    for (int i = 1; i <= 3; i++) {
      area(
          "RPC" + i,
          "commune",
          "\"code\": \"9%04d\", \"parent\": \"%s\", \"validFrom\": \"2025-07-01\","
              .formatted(i, NEW),
          "");
    }
    units("RP_HA", "RP_TONNE", "RP_PERSON");
    put(
        "/v1/codelists/CL_RP_SEASON",
        """
        {"nameVi": "Vụ", "codes": [
          {"code": "_T", "nameVi": "Cả năm"}, {"code": "WS", "nameVi": "Đông xuân"},
          {"code": "SA", "nameVi": "Hè thu"}, {"code": "AW", "nameVi": "Thu đông"}]}
        """);
    put(
        "/v1/indicators/rp-rice",
        """
        {"nameVi": "Lúa", "status": "example", "frequencies": ["year", "month"],
         "breakdowns": [{"id": "season", "codelist": "CL_RP_SEASON"}],
         "measures": [
           {"id": "rp-area", "nameVi": "Diện tích", "unit": "RP_HA", "decimals": 1, "additivity": "sum"},
           {"id": "rp-output", "nameVi": "Sản lượng", "unit": "RP_TONNE", "decimals": 1, "additivity": "sum"}]}
        """);
    put(
        "/v1/indicators/rp-people",
        """
        {"nameVi": "Dân số", "status": "example", "frequencies": ["year", "month"],
         "measures": [
           {"id": "rp-people", "nameVi": "Số người", "unit": "RP_PERSON", "additivity": "sum"},
           {"id": "rp-unasked", "nameVi": "Không hỏi", "unit": "RP_PERSON"}]}
        """);
    built = true;
  }

  private static void area(String id, String tier, String facts, String successors) {
    put(
        "/v1/areas/" + id,
        """
        {"tier": "%s", "facts": [{%s "nameVi": "%s", "type": "%s"}], "successors": [%s]}
        """
            .formatted(tier, facts, id, tier, successors));
  }

  /** The one list of units is shared with others: what is there stays. */
  private static void units(String... wanted) {
    Response known = given().get("/v1/codelists/CL_UNIT");
    StringBuilder codes = new StringBuilder();
    if (known.statusCode() == 200) {
      for (Map<String, String> code : known.jsonPath().<Map<String, String>>getList("codes")) {
        codes.append(
            "{\"code\": \"%s\", \"nameVi\": \"%s\"},"
                .formatted(code.get("code"), code.get("nameVi")));
      }
    }
    for (String code : wanted) {
      codes.append("{\"code\": \"%s\", \"nameVi\": \"đơn vị %s\"},".formatted(code, code));
    }
    codes.setLength(codes.length() - 1);
    RequestSpecification request = statistician().contentType("application/json");
    if (known.statusCode() == 200) {
      request.header("If-Match", known.header("ETag"));
    }
    request
        .body("{\"nameVi\": \"Đơn vị tính\", \"codes\": [" + codes + "]}")
        .put("/v1/codelists/CL_UNIT")
        .then()
        .statusCode(known.statusCode() == 200 ? 200 : 201);
  }

  public static void put(String path, String json) {
    statistician().contentType("application/json").body(json).put(path).then().statusCode(201);
  }

  /** The yearly form about rice, as its parts can be varied. */
  public static final class RiceForm {
    private String decimalSeparator = ",";
    private String blocks =
        """
        {"measure": "rp-area", "areas": ["%s"], "breakdowns": {"season": null}, "frequency": "year",
         "periodOffset": 0, "required": true, "sign": "non-negative"}
        """
            .formatted(NEW);
    private String sums =
        """
        {"measure": "rp-area", "dimension": "season", "total": "_T", "parts": ["WS", "SA", "AW"]}
        """;
    private String changes = "";
    private String frequency = "year";
    private String agencies = "\"" + FARMING + "\"";
    private String appraisal = "acceptance";
    private String deadline = "{\"monthOffset\": 1, \"day\": 17}";
    private String route = "department";

    public RiceForm decimalPoint() {
      decimalSeparator = ".";
      return this;
    }

    public RiceForm blocks(String json) {
      blocks = json;
      return this;
    }

    public RiceForm monthly() {
      frequency = "month";
      return this;
    }

    public RiceForm deadline(int monthOffset, int day) {
      deadline =
          "{\"monthOffset\": %d, \"day\": %d, \"shift\": \"next-working-day\"}"
              .formatted(monthOffset, day);
      return this;
    }

    public RiceForm sums(String json) {
      sums = json;
      return this;
    }

    public RiceForm changes(String json) {
      changes = json;
      return this;
    }

    public RiceForm agencies(String json) {
      agencies = json;
      return this;
    }

    public RiceForm route(String word) {
      route = word;
      return this;
    }

    public RiceForm appraisal(String word) {
      appraisal = word;
      return this;
    }

    public String json() {
      return """
      {"symbol": "EX-LUA", "nameVi": "Lúa", "example": true, "publisher": "%s", "route": "%s",
       "appraisal": "%s", "frequency": "%s", "deadline": %s,
       "agencies": [%s], "decimalSeparator": "%s", "defaultLevel": "preliminary", "origin": "example",
       "blocks": [%s], "sums": [%s], "changes": [%s]}
      """
          .formatted(
              OFFICE,
              route,
              appraisal,
              frequency,
              deadline,
              agencies,
              decimalSeparator,
              blocks,
              sums,
              changes);
    }

    /** Puts it under a new id. */
    public String put() {
      build();
      String id = "RP-" + UUID.randomUUID().toString().substring(0, 8);
      Reporting.put("/v1/forms/" + id, json());
      return id;
    }

    /** Puts it, issues it for a year of its own, and gives what is owed. */
    public Owed owed() {
      return owed(Integer.toString(YEARS.getAndIncrement()));
    }

    public Owed owed(String period) {
      String form = put();
      issue(form, period).then().statusCode(201);
      String obligation =
          statistician()
              .get("/v1/obligations?form=" + form)
              .then()
              .statusCode(200)
              .extract()
              .path("items[0].id");
      return new Owed(form, period, obligation);
    }
  }

  public static Response issue(String form, String period) {
    return statistician()
        .contentType("application/json")
        .body("{\"form\": \"%s\", \"period\": \"%s\"}".formatted(form, period))
        .post("/v1/rounds");
  }

  /** An obligation and the file that meets it. */
  public record Owed(String form, String period, String obligation) {

    /** The five lines that are right. */
    public String file() {
      return file("190,5", "185,2", "101,0", "476,7");
    }

    public String file(String ws, String sa, String aw, String total) {
      return """
      measure,area,season,period,value
      rp-area,%1$s,WS,%2$s,"%3$s"
      rp-area,%1$s,SA,%2$s,"%4$s"
      rp-area,%1$s,AW,%2$s,"%5$s"
      rp-area,%1$s,_T,%2$s,"%6$s"
      """
          .formatted(NEW, period, ws, sa, aw, total);
    }

    public Response push(String csv) {
      return push(csv, UUID.randomUUID().toString());
    }

    public Response push(String csv, String key) {
      return push(CSV, csv.getBytes(StandardCharsets.UTF_8), key);
    }

    public Response push(String type, byte[] body, String key) {
      return reporter()
          .contentType(type)
          .header("Idempotency-Key", key)
          .body(body)
          .post("/v1/submissions?obligation=" + obligation);
    }

    public Response dryRun(String csv) {
      return reporter()
          .contentType(CSV)
          .body(csv.getBytes(StandardCharsets.UTF_8))
          .post("/v1/submissions?dryRun=true&obligation=" + obligation);
    }

    public String state() {
      return reporter().get("/v1/obligations/" + obligation).then().extract().path("state");
    }
  }
}
