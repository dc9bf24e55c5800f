package vn.solieu.indicator.observation;

import static java.util.Objects.requireNonNullElse;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.solieu.embedded.Grant;
import vn.solieu.platform.publication.ContentReference;
import vn.solieu.platform.publication.Publication;
import vn.solieu.platform.publication.PublicationOpener;
import vn.solieu.platform.security.Caller;
import vn.solieu.platform.sql.Sql;
import vn.solieu.platform.time.Accumulation;
import vn.solieu.platform.time.Period;
import vn.solieu.platform.time.Reference;
import vn.solieu.testing.Tokens;

/** Puts definitions, vintages and publications into the store, as the other features would. */
@ApplicationScoped
class ObservationFixtures {

  static final String AGENCY = "HOUSE-AGENCY";
  static final String FORM = "HOUSE-FORM";
  static final String OFFICE = "TK";

  /** An appraiser of the office, for all agencies. */
  static final Caller CALLER =
      new Caller(
          "appraiser",
          "appraiser",
          OFFICE,
          List.of(vn.solieu.platform.security.Grant.of("appraiser")));

  /** Of an officer of the office, for all agencies. */
  static String releaseOfficer() {
    return Tokens.withGrants("officer", OFFICE, Grant.of("release-officer", null));
  }

  /** Another that reports the same cells, named by a form of the same time. */
  static final String OTHER_AGENCY = "HOUSE-OTHER";

  private static final OffsetDateTime FORM_RECORDED_AT =
      OffsetDateTime.parse("2020-01-01T00:00:00+07:00");

  private static final AtomicInteger NEXT = new AtomicInteger();

  private final Sql sql;
  private final VintageStore vintages;
  private final PublicationOpener opener;

  ObservationFixtures(Sql sql, VintageStore vintages, PublicationOpener opener) {
    this.sql = sql;
    this.vintages = vintages;
    this.opener = opener;
  }

  /** An indicator of its own for one test: one measure with one decimal, broken down by sex. */
  record Indicator(int key, String id, int measureKey, String measure) {}

  /** A unit of territory of its own for one test. */
  record Place(int key, String id) {}

  /** A figure to push. */
  record Sent(
      Indicator indicator,
      Place place,
      String sex,
      String valueType,
      Accumulation accumulation,
      String period,
      @Nullable String value,
      String valueState,
      String level,
      @Nullable Integer round) {

    Sent level(String other) {
      return new Sent(
          indicator, place, sex, valueType, accumulation, period, value, valueState, other, round);
    }

    /** An estimate of that round. */
    Sent round(@Nullable Integer other) {
      return new Sent(
          indicator,
          place,
          sex,
          valueType,
          accumulation,
          period,
          value,
          valueState,
          "estimate",
          other);
    }

    Sent accumulation(Accumulation other) {
      return new Sent(
          indicator, place, sex, valueType, other, period, value, valueState, level, round);
    }

    Sent sex(String other) {
      return new Sent(
          indicator,
          place,
          other,
          valueType,
          accumulation,
          period,
          value,
          valueState,
          level,
          round);
    }

    Sent valueType(String other) {
      return new Sent(
          indicator, place, sex, other, accumulation, period, value, valueState, level, round);
    }

    Sent none(String state) {
      return new Sent(
          indicator, place, sex, valueType, accumulation, period, null, state, level, round);
    }
  }

  static Sent figure(Indicator indicator, Place place, String period, String value) {
    return new Sent(
        indicator,
        place,
        "T",
        "actual",
        Accumulation.PERIOD,
        period,
        value,
        "value",
        "official",
        null);
  }

  Indicator indicator() {
    return QuarkusTransaction.requiringNew()
        .call(
            () -> {
              for (String agency : List.of(AGENCY, OTHER_AGENCY)) {
                sql.update(
                    """
                    insert into agency (id, name_vi, kind, level, version)
                    values (?, 'Sở', 'department', 'x', 1)
                    on conflict do nothing
                    """,
                    agency);
              }
              sql.update(
                  """
                  insert into agency (id, name_vi, kind, level, version)
                  values (?, 'Thống kê', 'statistics-office', 'x', 1)
                  on conflict do nothing
                  """,
                  OFFICE);
              sql.update(
                  """
                  insert into codelist (id, name_vi, version) values ('CL_HOUSE_SEX', 'Giới', 1)
                  on conflict do nothing
                  """);
              int codelist = number("select key from codelist where id = 'CL_HOUSE_SEX'");
              for (String code : List.of("T", "F", "M")) {
                sql.update(
                    """
                    insert into code (codelist, code, name_vi, position) values (?, ?, ?, 0)
                    on conflict do nothing
                    """,
                    codelist,
                    code,
                    code);
              }
              String id = "IND" + NEXT.incrementAndGet();
              int key =
                  number(
                      """
                      insert into indicator (id, name_vi, status, version) values (?, 'Chỉ tiêu', 'example', 1)
                      returning key
                      """,
                      id);
              sql.update(
                  "insert into breakdown (indicator, id, codelist, position) values (?, 'sex', ?,"
                      + " 0)",
                  key,
                  codelist);
              int measure =
                  number(
                      """
                      insert into measure (id, indicator, name_vi, unit, multiplier, decimals, price_basis,
                                           comparison, form, additivity, reference_moment, position)
                      values (?, ?, 'Đại lượng', 'TONNE', 3, 1, 'none', 'none', 'amount', 'sum', 'period', 0)
                      returning key
                      """,
                      id + "_M",
                      key);
              return new Indicator(key, id, measure, id + "_M");
            });
  }

  /** A further code of the breakdown by sex, for all indicators. */
  void define(String code) {
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              sql.update(
                  """
                  insert into code (codelist, code, name_vi, position)
                  select key, ?, ?, 0 from codelist where id = 'CL_HOUSE_SEX'
                  """,
                  code,
                  code);
              sql.update("update definition_revision set revision = revision + 1");
            });
  }

  /** Whoever changes a definition or an area says so. */
  void revise(String change, Object... parameters) {
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              sql.update(change, parameters);
              sql.update("update definition_revision set revision = revision + 1");
            });
  }

  /** The code of the place until that day, which is somebody else's since. */
  Place successorInCode(Place before, String lastDay) {
    Place after = place();
    revise("update area_fact set valid_to = ?::date where area = ?", lastDay, before.key());
    revise(
        """
        update area_fact set code = (select code from area_fact where area = ?), valid_from = ?::date + 1
        where area = ?
        """,
        before.key(),
        lastDay,
        after.key());
    return after;
  }

  Place place() {
    return QuarkusTransaction.requiringNew()
        .call(
            () -> {
              int number = NEXT.incrementAndGet();
              String id = "HOUSE" + number;
              int key =
                  number(
                      "insert into area (id, tier, version) values (?, 'commune', 1) returning key",
                      id);
              sql.update(
                  """
                  insert into area_fact (area, tier, code, name_vi, name_en, type, valid_from)
                  values (?, 'commune', ?, ?, ?, 'ward', '2020-01-01')
                  """,
                  key,
                  Integer.toString(900_000 + number),
                  "Phường " + number,
                  "Ward " + number);
              return new Place(key, id);
            });
  }

  Vintage push(Sent... figures) {
    return push(null, null, figures);
  }

  Vintage push(@Nullable Reason reason, @Nullable String notice, Sent... figures) {
    return push(AGENCY, reason, notice, figures);
  }

  Vintage pushAcceptedByAnother(Sent... figures) {
    return accept(push(OTHER_AGENCY, null, null, figures));
  }

  private Vintage push(
      String agency, @Nullable Reason reason, @Nullable String notice, Sent... figures) {
    return QuarkusTransaction.requiringNew()
        .call(
            () -> {
              stage(figures);
              return vintages.create(
                  new NewVintage(
                      UUID.randomUUID(),
                      UUID.randomUUID(),
                      agency,
                      FORM,
                      areas(figures),
                      Origin.REPORTED,
                      "department",
                      FORM_RECORDED_AT,
                      reason,
                      notice,
                      notice == null ? null : "Because it was wrong",
                      false));
            });
  }

  Vintage pushInThisTransaction(UUID submission, Sent... figures) {
    stage(figures);
    return vintages.create(
        new NewVintage(
            submission,
            UUID.randomUUID(),
            AGENCY,
            FORM,
            areas(figures),
            Origin.REPORTED,
            "department",
            FORM_RECORDED_AT,
            null,
            null,
            null,
            false));
  }

  private static Set<String> areas(Sent... figures) {
    return Stream.of(figures).map(figure -> figure.place().id()).collect(Collectors.toSet());
  }

  Vintage pushAccepted(Sent... figures) {
    return accept(push(figures));
  }

  Vintage pushAccepted(Reason reason, @Nullable String notice, Sent... figures) {
    return accept(push(reason, notice, figures));
  }

  /** Cells that are reported no longer. No feature of ours says so yet; the store can hold it. */
  Vintage pushTombstones(Sent... figures) {
    return pushed("free", true, figures);
  }

  /** Figures whose values are not shown; likewise. */
  Vintage pushConfidential(Sent... figures) {
    return pushed("confidential", false, figures);
  }

  private Vintage pushed(String confidentiality, boolean tombstone, Sent... figures) {
    Vintage held = push(figures);
    UUID id = UUID.randomUUID();
    return QuarkusTransaction.requiringNew()
        .call(
            () -> {
              int key =
                  number(
                      "insert into vintage (id, submission, agency) values (?, ?, ?) returning key",
                      id,
                      UUID.randomUUID(),
                      AGENCY);
              sql.update(
                  "insert into vintage_indicator select ?, indicator, periods from"
                      + " vintage_indicator where vintage = ?",
                  key,
                  held.key());
              sql.update(
                  """
                  insert into vintage_level
                  select ?, indicator, period, case when ? then null else lowest end,
                         case when ? then null else highest end
                  from vintage_level where vintage = ?
                  """,
                  key,
                  tombstone,
                  tombstone,
                  held.key());
              sql.update(
                  """
                  insert into observation (indicator, series, period, vintage, value, decimals, level, reason,
                                           origin, value_state, confidentiality, tombstone)
                  select indicator, series, period, ?, value, decimals, level, reason, origin, value_state,
                         (jsonb_populate_record(o, jsonb_build_object('confidentiality', ?::text))).confidentiality,
                         ?::boolean
                  from observation o where vintage = ?
                  """,
                  key,
                  confidentiality,
                  tombstone,
                  held.key());
              return vintages.find(id).orElseThrow();
            });
  }

  Vintage accept(Vintage vintage) {
    return QuarkusTransaction.requiringNew().call(() -> vintages.accept(vintage.id()));
  }

  /** The same columns as the submission feature stages. */
  private void stage(Sent... figures) {
    // A push may have left its own in this session.
    sql.update("drop table if exists staged_series, staged_figure, staged_period");
    sql.update(
        """
        create temporary table staged_series (
          ordinal int, indicator int, measure int, area int, breakdowns jsonb, value_type value_type,
          variant text, accumulation accumulation) on commit drop
        """);
    sql.update(
        """
        create temporary table staged_figure (
          "row" int, series int, period int, value numeric, value_state value_state, level level,
          round smallint, reason reason, justification text) on commit drop
        """);
    sql.update(
        """
        create temporary table staged_period (
          indicator int, period int, level level, round smallint, reason reason
        ) on commit drop
        """);
    for (int i = 0; i < figures.length; i++) {
      Sent sent = figures[i];
      Reference canonical =
          new Reference(Period.parse(sent.period()), sent.accumulation()).canonical();
      sql.update(
          """
          insert into staged_series
          values (?, ?, ?, ?, jsonb_build_object('sex', ?), ?::value_type, '', ?::accumulation)
          """,
          i,
          sent.indicator().key(),
          sent.indicator().measureKey(),
          sent.place().key(),
          sent.sex(),
          sent.valueType(),
          canonical.accumulation().id());
      sql.update(
          """
          insert into staged_figure ("row", series, period, value, value_state, level, round)
          values (?, ?, ?, ?::numeric, ?::value_state, ?::level, ?)
          """,
          i + 2,
          i,
          canonical.period().code(),
          sent.value(),
          sent.valueState(),
          sent.level(),
          sent.round());
      sql.update(
          "insert into staged_period (indicator, period, level, round) values (?, ?, ?::level, ?)",
          sent.indicator().key(),
          canonical.period().code(),
          sent.level(),
          sent.round());
    }
  }

  /** A live release that is published now. */
  Publication publish(Vintage... contents) {
    return publish(Instant.now(), null, ids(contents));
  }

  /** An archive release of that instant. */
  Publication publishAt(String instant, Vintage... contents) {
    return publish(Instant.parse(instant), null, ids(contents));
  }

  /** A release that the office planned and the clock brought out. */
  Publication publishLive(Vintage... contents) {
    return publish(Instant.now(), Publication.LIVE, null, ids(contents));
  }

  Publication publish(Instant publishedAt, @Nullable String notice, String... contents) {
    return publish(publishedAt, Publication.ARCHIVE, notice, contents);
  }

  private Publication publish(
      Instant publishedAt, String origin, @Nullable String notice, String... contents) {
    return QuarkusTransaction.requiringNew()
        .call(
            () -> {
              long sequence =
                  number(
                      "update publication_position set last_applied = last_applied + 1 returning"
                          + " last_applied::int");
              Publication publication =
                  new Publication(
                      sequence,
                      "release-" + sequence,
                      publishedAt.atOffset(ZoneOffset.UTC),
                      OffsetDateTime.now(ZoneOffset.UTC),
                      origin,
                      false,
                      false,
                      notice,
                      notice == null ? null : "In English: " + notice,
                      Arrays.stream(contents)
                          .map(id -> new ContentReference(ContentReference.VINTAGE, id))
                          .toList());
              opener.open(publication);
              return publication;
            });
  }

  private static String[] ids(Vintage... contents) {
    return Stream.of(contents).map(vintage -> vintage.id().toString()).toArray(String[]::new);
  }

  private int number(String query, Object... parameters) {
    return requireNonNullElse(sql.first(query, row -> row.getInt(1), parameters).orElseThrow(), 0);
  }
}
