package vn.solieu.broken.reader;

import io.smallrye.common.annotation.RunOnVirtualThread;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import vn.solieu.broken.figure.Figure;

public class Reader {
  Figure figure;

  @Incoming("figures")
  @RunOnVirtualThread
  void hear(String event) {}
}
