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

  boolean wasEverAttachedBy(String release, String subject) {
    return count("release = ?1 and (attachedBy = ?2 or detachedBy = ?2)", release, subject) > 0;
  }

  /** Where a content is listed: in one release at most. */
  Optional<ReleaseContent> listed(ContentType type, String content) {
    return find("type = ?1 and content = ?2 and detachedAt is null", type, content)
        .firstResultOptional();
  }
}
