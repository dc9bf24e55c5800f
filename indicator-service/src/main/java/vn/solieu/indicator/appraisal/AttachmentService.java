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
    if (isNews(event)) {
      sql.update(
          "insert into attachment (content, release) values (?, ?) on conflict do nothing",
          event.data().contentId(),
          event.data().releaseId());
    }
  }

  @Transactional
  void detached(Received<ContentChange> event) {
    if (isNews(event)) {
      sql.update(
          "delete from attachment where content = ? and release = ?",
          event.data().contentId(),
          event.data().releaseId());
    }
  }

  private boolean isNews(Received<ContentChange> event) {
    return event.data().contentType().equals(ContentReference.VINTAGE)
        && inbox.firstTime(CONSUMER, event.id());
  }
}
