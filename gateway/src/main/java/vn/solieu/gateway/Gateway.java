package vn.solieu.gateway;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import vn.solieu.platform.http.RequestHead;

/** The entry point. */
@QuarkusMain
public final class Gateway {

  public static void main(String... arguments) {
    // Read once, when the framework's class is loaded: no configuration comes early enough.
    System.setProperty(RequestHead.CHECKED_HERE, "true");
    Quarkus.run(arguments);
  }
}
