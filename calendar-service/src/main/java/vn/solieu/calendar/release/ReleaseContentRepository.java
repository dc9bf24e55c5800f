package vn.solieu.calendar.release;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import vn.solieu.calendar.release.ContentKeepers.Question;
import vn.solieu.platform.publication.ContentReference;
import vn.solieu.platform.sql.Sql;
import vn.solieu.platform.time.Instants;

@ApplicationScoped
class ReleaseContentRepository implements PanacheRepositoryBase<ReleaseContent, Long> {

  private final Sql sql;

  ReleaseContentRepository(Sql sql) {
    this.sql = sql;
  }

  /** Nobody else attaches a content until the transaction ends. */
  void lockAttaching() {
    sql.exists("select pg_advisory_xact_lock(hashtext('release_content'))");
  }

  /** What a release lists, or published, in the order in which it was attached. */
  List<ContentService.Listed> ofOffice(Connection connection, String release) {
    return Sql.on(connection)
        .list(
            """
            select lower(type), content, coalesce(refused_cause, taken_back)
            from release_content
            where release = ?
              and (detached_at is null or refused_cause is not null or taken_back is not null)
            order by position
            """,
            row ->
                new ContentService.Listed(
                    new ContentReference(row.getString(1), row.getString(2)), row.getString(3)),
            release);
  }

  /**
   * All vintages that releases list that are not out; of this one at the instant that is asked
   * about.
   */
  List<Question.Listed> plannedVintages(Release release, Instant instant, Granted granted) {
    return sql.list(
        """
        select c.content, r.id, r.instant, %s
        from release r join release_content c on c.release = r.id and c.detached_at is null
        where r.state not in ('PUBLISHED', 'CANCELLED') and c.type = 'VINTAGE'
        order by c.position
        """
            .formatted(ReleaseRepository.GRANTED),
        row ->
            new Question.Listed(
                row.getString(1),
                row.getString(2),
                Instants.local(
                    row.getString(2).equals(release.id)
                        ? instant
                        : row.getObject(3, OffsetDateTime.class).toInstant()),
                row.getBoolean(4)),
        ReleaseRepository.values(granted).toArray());
  }

  /** What a release lists, in the order in which it was attached. */
  List<ReleaseContent> listedIn(String release) {
    return list("release = ?1 and detachedAt is null order by position", release);
  }

  List<ContentReference> referencesIn(String release) {
    return listedIn(release).stream().map(ReleaseContent::reference).toList();
  }

  long countIn(String release) {
    return count("release = ?1 and detachedAt is null", release);
  }

  List<ContentReference> refusedIn(String release) {
    return list("release = ?1 and refusedCause is not null order by position", release).stream()
        .map(ReleaseContent::reference)
        .toList();
  }

  /** The release that lists a content, read without the content: that waits for the lock. */
  Optional<String> releaseListing(ContentType type, String content) {
    return find(
            "select release from ReleaseContent where type = ?1 and content = ?2 and detachedAt is"
                + " null",
            type,
            content)
        .project(String.class)
        .firstResultOptional();
  }

  /** A position that none of its rows has: those that come get greater ones. */
  long nextPosition() {
    return ((Number)
            getEntityManager()
                .createNativeQuery(
                    "select nextval(pg_get_serial_sequence('release_content', 'position'))")
                .getSingleResult())
        .longValue();
  }

  boolean wasEverAttachedBy(String release, String subject) {
    return count("release = ?1 and (attachedBy = ?2 or detachedBy = ?2)", release, subject) > 0;
  }

  /** Where a content is listed: in one release at most. */
  Optional<ReleaseContent> listed(ContentType type, String content) {
    return find("type = ?1 and content = ?2 and detachedAt is null", type, content)
        .firstResultOptional();
  }
}
