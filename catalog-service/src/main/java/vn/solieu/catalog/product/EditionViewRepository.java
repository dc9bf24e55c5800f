package vn.solieu.catalog.product;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.solieu.platform.sql.Jsonb;
import vn.solieu.platform.sql.Rows;
import vn.solieu.platform.sql.Sql;
import vn.solieu.platform.time.Instants;

/**
 * Editions as they are read, with the publication that opened them: on a connection, and so in its
 * role. {@link #published} reads what was opened, which is all that the role of the public can
 * read; {@link #all} is for the office.
 */
final class EditionViewRepository {

  /**
   * The newest period first, and of it what the public saw last. What is not public yet will be
   * newer than all that is. At a publication: what a later one opened has the place of what is
   * held, so that nothing moves in a list that was begun.
   */
  private static final String PLACE =
      """
      e.period_end,
      case when e.sequence <= ? then e.published_at else 'infinity' end,
      case when e.sequence <= ? then e.sequence else 9223372036854775807 end,
      e.key
      """;

  private final Sql sql;
  private final Jsonb json;
  private final String view;
  private final boolean withHeld;
  private final String from;

  private EditionViewRepository(Connection connection, Jsonb json, String view, boolean withHeld) {
    this.sql = Sql.on(connection);
    this.json = json;
    this.view = view;
    this.withHeld = withHeld;
    this.from = "from " + view + " e join published_product p on p.key = e.product where p.id = ? ";
  }

  static EditionViewRepository published(Connection connection, Jsonb json) {
    return new EditionViewRepository(connection, json, "published_edition", false);
  }

  static EditionViewRepository all(Connection connection, Jsonb json) {
    return new EditionViewRepository(connection, json, "office_edition", true);
  }

  Optional<EditionDocument> find(String product, UUID id) {
    return sql.first(
        "select e.*, p.id as product_id " + from + "and e.id = ?", this::read, product, id);
  }

  /** An edition of whatever product. */
  Optional<EditionDocument> find(UUID id) {
    return sql.first(
        "select e.*, p.id as product_id from "
            + view
            + " e join published_product p on p.key = e.product where e.id = ?",
        this::read,
        id);
  }

  /** The one of the newest period, and of that the one that the public saw last. */
  Optional<EditionDocument> latest(String product) {
    return list(product, Long.MAX_VALUE, null, 1).items().stream().findFirst();
  }

  /**
   * In the order of {@link #PLACE}.
   *
   * @param upTo the publication that the list is read at; held editions belong to every one
   * @param after the edition after which the page begins; null on the first
   */
  Rows<EditionDocument> list(String product, long upTo, @Nullable UUID after, int limit) {
    return sql.page(
        limit,
        "select e.*, p.id as product_id "
            + from
            + """
              and (? or e.sequence <= ?)
              and (?::uuid is null or (%1$s) < (select %1$s from %2$s e where e.id = ?))
              order by row(%1$s) desc
              """
                .formatted(PLACE, view),
        this::read,
        product,
        withHeld,
        upTo,
        after,
        upTo,
        upTo,
        upTo,
        upTo,
        after,
        upTo,
        upTo);
  }

  /** The last publication that opened one of the product's editions. */
  long lastOpened(String product) {
    return sql.first("select coalesce(max(e.sequence), 0) " + from, row -> row.getLong(1), product)
        .orElseThrow();
  }

  private EditionDocument read(ResultSet row) throws SQLException {
    Long sequence = row.getObject("sequence", Long.class);
    return new EditionDocument(
        row.getObject("id", UUID.class),
        row.getString("product_id"),
        sequence == null ? "held" : "opened",
        row.getString("title_vi"),
        row.getString("title_en"),
        row.getString("period"),
        List.of(json.read(row.getString("links"), EditionLink[].class)),
        row.getString("notice_vi"),
        row.getString("notice_en"),
        row.getString("release"),
        instant(row, "planned_at"),
        sequence,
        instant(row, "published_at"),
        instant(row, "recorded_at"),
        row.getString("origin"),
        row.getObject("late", Boolean.class),
        row.getObject("reconstructed", Boolean.class),
        row.getString("notice"),
        row.getString("release_notice_en"));
  }

  private static @Nullable OffsetDateTime instant(ResultSet row, String column)
      throws SQLException {
    OffsetDateTime instant = row.getObject(column, OffsetDateTime.class);
    return instant == null ? null : Instants.local(instant);
  }
}
