package vn.solieu.indicator.appraisal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import vn.solieu.platform.events.Inbox;
import vn.solieu.platform.events.Received;
import vn.solieu.platform.publication.ContentReference;
import vn.solieu.platform.sql.Sql;

/** Knows which releases list a vintage: while one does, the vintage stays as it is. */
@ApplicationScoped
class AttachmentService {

  private static final String CONSUMER = "indicator.attachment";

  private final Inbox inbox;
  private final Sql sql;

  AttachmentService(Inbox inbox, Sql sql) {
    this.inbox = inbox;
    this.sql = sql;
  }

  @Transactional
  void attached(Received<ContentChange> event) {
    take(event, true);
  }

  @Transactional
  void detached(Received<ContentChange> event) {
    take(event, false);
  }

  private void take(Received<ContentChange> event, boolean attached) {
    if (event.data().contentType().equals(ContentReference.VINTAGE)
        && inbox.firstTime(CONSUMER, event.id())) {
      sql.update(
          """
          insert into attachment (content, release, attached, version) values (?, ?, ?, ?)
          on conflict (content, release) do update
            set attached = excluded.attached, version = excluded.version
            where attachment.version < excluded.version
          """,
          event.data().contentId(),
          event.data().releaseId(),
          attached,
          event.subjectVersion());
    }
  }
}
