package vn.solieu.indicator.observation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import vn.solieu.indicator.definition.Word;
import vn.solieu.indicator.observation.Vintage.State;
import vn.solieu.platform.problem.Text;
import vn.solieu.platform.problem.Violation;
import vn.solieu.platform.problem.Violations;
import vn.solieu.platform.sql.Sql;
import vn.solieu.platform.time.Period;

/** Whether a release may list a vintage. */
final class ReleaseCheck {

  private ReleaseCheck() {}

  static List<Violation> violations(Sql sql, Vintage vintage, OffsetDateTime publishedAt) {
    if (vintage.isOpen()) {
      return List.of(
          Violation.at(
              "",
              "already-open",
              Text.of("Lần số liệu này đã được công bố.", "This vintage is public already.")));
    }
    if (vintage.state() == State.RETURNED || vintage.state() == State.WITHDRAWN) {
      String state = Word.of(vintage.state());
      return List.of(
          Violation.at(
              "",
              "state",
              Text.of(
                  "Lần số liệu đang ở trạng thái %s.".formatted(state),
                  "The vintage is in the state %s.".formatted(state))));
    }
    return lowerLevels(sql, vintage, publishedAt);
  }

  /**
   * A lower level replaces a published higher one only as a correction or a change of method, and
   * readers are told. What was published after that instant does not count: an archive release puts
   * figures in before it.
   */
  private static List<Violation> lowerLevels(Sql sql, Vintage vintage, OffsetDateTime publishedAt) {
    return sql.list(
        """
        select m.id as measure, a.id as area, n.period, n.level, n.reason, held.level as held_level
        from vintage_indicator i
        join observation n on n.indicator = i.indicator and n.vintage = i.vintage
        cross join lateral (
          select o.level, o.reason, o.tombstone
          from observation o join opening p on p.vintage = o.vintage
          where o.indicator = n.indicator and o.series = n.series and o.period = n.period
            and p.published_at < ?
          order by p.published_at desc, p.sequence desc, o.vintage desc
          limit 1
        ) held
        join series s on s.key = n.series
        join measure m on m.key = s.measure
        join area a on a.key = s.area
        where i.vintage = ? and n.level < held.level
          and held.reason <> 'withdrawn' and not held.tombstone
          and not (n.reason in ('correction', 'method') and ?)
        order by m.id, a.id, n.period
        limit ?
        """,
        ReleaseCheck::lowerLevel,
        publishedAt,
        vintage.key(),
        vintage.notice() != null,
        Violations.KEPT);
  }

  private static Violation lowerLevel(ResultSet row) throws SQLException {
    String period = Period.fromCode(row.getInt("period")).format();
    String level = row.getString("level");
    String heldLevel = row.getString("held_level");
    boolean lacksNotice =
        Word.parse(Reason.class, row.getString("reason")).orElseThrow().overridesLevel();
    return Violation.at(
        "/%s/%s/%s".formatted(row.getString("measure"), row.getString("area"), period),
        lacksNotice ? "lower-level-without-notice" : "lower-level",
        lacksNotice
            ? Text.of(
                "Số liệu %s thay số liệu %s đã công bố: phải có thông báo kèm theo."
                    .formatted(level, heldLevel),
                "A figure of the level %s replaces a published one of the level %s: it needs a notice."
                    .formatted(level, heldLevel))
            : Text.of(
                "Số liệu %s không được thay số liệu %s đã công bố, trừ khi đính chính hoặc đổi phương pháp."
                    .formatted(level, heldLevel),
                "A figure of the level %s may not replace a published one of the level %s, except as a correction or a change of method."
                    .formatted(level, heldLevel)));
  }
}
