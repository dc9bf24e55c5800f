package vn.solieu.platform.publication;

/** What a service does when a release is published: one bean per service. */
@FunctionalInterface
public interface PublicationOpener {

  /**
   * Makes public what the publication names and this service holds, and appends the service's own
   * public event. Runs inside the transaction that moves the position, once per publication, in the
   * order of the log. Whatever it throws stops the opening: the publication is tried again and
   * never skipped, so what is listed but not accepted has to stay closed without an exception.
   */
  void open(Publication publication);
}
