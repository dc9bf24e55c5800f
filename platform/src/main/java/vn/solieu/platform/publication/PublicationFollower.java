package vn.solieu.platform.publication;

import jakarta.enterprise.context.ApplicationScoped;

/** Applies the calendar's publication log, strictly in order. */
@ApplicationScoped
public class PublicationFollower {

  /**
   * The last publication that this copy knows to be applied, for {@link Sequences#HEADER}; 0 before
   * the first. Answers that show figures take {@link Sequences#lastApplied} of their own snapshot.
   */
  public long lastApplied() {
    return 0;
  }
}
