package vn.solieu.calendar.release;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import vn.solieu.platform.publication.ContentReference;

@ApplicationScoped
class ReleaseContentRepository implements PanacheRepositoryBase<ReleaseContent, Long> {

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
