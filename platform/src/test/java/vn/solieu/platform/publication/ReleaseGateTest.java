package vn.solieu.platform.publication;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.solieu.platform.security.Caller;
import vn.solieu.platform.sql.Sql;
import vn.solieu.platform.sql.SqlFailure;
import vn.solieu.testing.UseTestEnvironment;

@QuarkusTest
@UseTestEnvironment
class ReleaseGateTest {

  private static final String NOT_ALLOWED = "42501";
  private static final String READ_ONLY = "25006";

  private static final Caller OFFICER = new Caller("officer", "An", "STATISTICS", List.of());

  @Inject ReleaseGate gate;
  @Inject DataSource source;

  @Inject
  @io.quarkus.agroal.DataSource(ReleaseGate.PUBLISHED)
  DataSource published;

  @Inject Sql sql;

  @ConfigProperty(name = "quarkus.datasource.published.jdbc.max-size")
  int poolSize;

  @BeforeEach
  void oneFigureIsOpenAndOneIsNot() {
    sql.update("delete from figure");
    sql.update("insert into figure values (1, 10.5, true), (2, 99.9, false)");
  }

  @Test
  void whatIsOpenCanBeRead() {
    assertEquals(List.of(1), gate.published(ReleaseGateTest::publishedIds));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select value from figure",
        "select count(*) from figure",
        "select exists (select from figure where id = 2)",
        "select f.value from published_figure p join figure f using (id)",
        "select payload from outbox",
        "select caller from audit",
        "select last_applied from publication_position"
      })
  void aQueryThatForgetsTheGateIsRefused(String query) {
    var refused =
        assertThrows(
            SqlFailure.class,
            () -> gate.published(connection -> connection.createStatement().executeQuery(query)));

    assertEquals(NOT_ALLOWED, state(refused));
  }

  @Test
  void aReadCannotWrite() {
    var refused =
        assertThrows(
            SqlFailure.class,
            () -> gate.published(it -> Sql.on(it).update("create temporary table mine (id int)")));

    assertEquals(READ_ONLY, state(refused));
  }

  @Test
  void allOfOneReadIsOneSnapshot() {
    List<List<Integer>> reads =
        gate.published(
            connection -> {
              List<Integer> before = publishedIds(connection);
              QuarkusTransaction.requiringNew()
                  .run(() -> sql.update("update figure set opened = true"));
              return List.of(before, publishedIds(connection));
            });

    assertEquals(List.of(List.of(1), List.of(1)), reads);
    assertEquals(List.of(1, 2), gate.published(ReleaseGateTest::publishedIds));
  }

  @Test
  void statementsThatAreSentTogetherAreOneSnapshot() throws Exception {
    int door = 4711;
    String together =
        """
        select id from published_figure order by id;
        select pg_advisory_xact_lock_shared(%d)::text;
        select id from published_figure order by id
        """
            .formatted(door);
    try (Connection session = source.getConnection();
        var statement = session.createStatement()) {
      statement.execute("select pg_advisory_lock(%d)".formatted(door));
      var reads = new CompletableFuture<List<List<Integer>>>();
      Thread.startVirtualThread(
          () -> reads.complete(gate.publishedAtOnce(it -> firstAndLast(it, together))));
      await()
          .until(
              () ->
                  sql.list("select 1 from pg_locks where not granted", row -> row.getInt(1)).size()
                      == 1);
      sql.update("update figure set opened = true");
      statement.execute("select pg_advisory_unlock(%d)".formatted(door));

      assertEquals(List.of(List.of(1), List.of(1)), reads.get(10, SECONDS));
    }
    assertEquals(List.of(1, 2), gate.publishedAtOnce(ReleaseGateTest::publishedIds));
  }

  private static List<List<Integer>> firstAndLast(Connection connection, String three)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(three)) {
      statement.execute();
      List<Integer> first = ids(statement.getResultSet());
      statement.getMoreResults();
      statement.getMoreResults();
      return List.of(first, ids(statement.getResultSet()));
    }
  }

  private static List<Integer> ids(ResultSet row) throws SQLException {
    List<Integer> ids = new ArrayList<>();
    while (row.next()) {
      ids.add(row.getInt(1));
    }
    return ids;
  }

  @ParameterizedTest
  @ValueSource(strings = {"reset role", "reset session authorization", "discard all"})
  void noResetLeadsOutOfTheGate(String reset) throws SQLException {
    try (Connection session = published.getConnection();
        var statement = session.createStatement()) {
      statement.execute(reset);

      assertEquals(List.of(1), publishedIds(session));
      var refused =
          assertThrows(
              SQLException.class, () -> statement.executeQuery("select value from figure"));
      assertEquals(NOT_ALLOWED, refused.getSQLState());
      var write =
          assertThrows(
              SQLException.class, () -> statement.execute("create temporary table mine (id int)"));
      assertEquals(READ_ONLY, write.getSQLState());
    }
  }

  @Test
  void aReadInsideATransactionIsApartFromIt() {
    String login = currentUser();
    QuarkusTransaction.begin();
    try {
      sql.update("insert into figure values (3, 1, true)");

      assertEquals(List.of(1), gate.published(ReleaseGateTest::publishedIds));
      assertEquals(login, currentUser());
      assertEquals(3, sql.list("select from figure", row -> true).size());
    } finally {
      QuarkusTransaction.rollback();
    }
  }

  @Test
  void aReadThatFailsLeavesNothingToTheNextOne() {
    for (int i = 0; i < 2 * poolSize; i++) {
      assertThrows(
          SqlFailure.class,
          () -> gate.published(it -> it.createStatement().executeQuery("select * from figure")));
      assertThrows(
          IllegalStateException.class,
          () ->
              gate.published(
                  connection -> {
                    publishedIds(connection);
                    throw new IllegalStateException("the reader went away");
                  }));
      int id = 100 + i;
      sql.update("insert into figure values (?, 1, true)", id);
      assertEquals(id, gate.published(ReleaseGateTest::publishedIds).getLast());
    }
  }

  @Test
  void aReadUnderEmbargoSeesAllAndIsAuditedBeforeItsFirstRow() {
    List<Integer> ids =
        gate.embargoed(
            OFFICER,
            "vintage 7 for appraisal",
            connection -> {
              assertEquals(1, audited("vintage 7 for appraisal"));
              return Sql.on(connection)
                  .list("select id from figure order by id", row -> row.getInt(1));
            });

    assertEquals(List.of(1, 2), ids);
  }

  @Test
  void aReadUnderEmbargoThatFailsIsAuditedAllTheSame() {
    assertThrows(
        IllegalStateException.class,
        () ->
            QuarkusTransaction.requiringNew()
                .run(
                    () ->
                        gate.embargoed(
                            OFFICER,
                            "vintage 8 for appraisal",
                            connection -> {
                              throw new IllegalStateException("the reader went away");
                            })));

    assertEquals(1, audited("vintage 8 for appraisal"));
  }

  @Test
  void theSequenceIsOfTheSameSnapshot() {
    sql.update("update publication_position set last_applied = 7");
    try {
      assertEquals(7L, gate.published(Sequences::lastApplied));
    } finally {
      sql.update("update publication_position set last_applied = 0");
    }
  }

  private static List<Integer> publishedIds(Connection connection) {
    return Sql.on(connection)
        .list("select id from published_figure order by id", row -> row.getInt(1));
  }

  private String currentUser() {
    return sql.first("select current_user", row -> row.getString(1)).orElseThrow();
  }

  private int audited(String purpose) {
    return QuarkusTransaction.requiringNew()
        .call(
            () -> sql.list("select from audit where subject_id = ?", row -> true, purpose).size());
  }

  private static String state(SqlFailure failure) {
    return ((SQLException) failure.getCause()).getSQLState();
  }

  @Test
  void aQuestionThatTakesTooLongIsCancelled() {
    SqlFailure cancelled =
        assertThrows(
            SqlFailure.class,
            () ->
                gate.publishedAtOnce(
                    connection ->
                        Sql.on(connection).exists("select pg_sleep(30) from published_figure")));

    assertEquals("57014", ((SQLException) cancelled.getCause()).getSQLState());
  }
}
