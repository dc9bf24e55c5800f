package vn.solieu.indicator.appraisal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import vn.solieu.platform.events.Inbox;
import vn.solieu.platform.events.Received;
import vn.solieu.platform.publication.ContentReference;

/** Knows which releases list a vintage: while one does, the vintage stays as it is. */
@ApplicationScoped
class AttachmentService {

  private static final String CONSUMER = "indicator.attachment";

  private final Inbox inbox;
  private final AttachmentRepository attachments;

  AttachmentService(Inbox inbox, AttachmentRepository attachments) {
    this.inbox = inbox;
    this.attachments = attachments;
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
      attachments.save(event.data(), attached, event.subjectVersion());
    }
  }
}
