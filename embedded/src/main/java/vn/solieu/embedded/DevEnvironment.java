package vn.solieu.embedded;

import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The process that runs the components of a spec until it is stopped or its parent has ended. */
public final class DevEnvironment implements AutoCloseable {

  /** Kept here, since a logger that nobody holds forgets its level. */
  private static final Logger KAFKA_LOG = Logger.getLogger("org.apache.kafka");

  private static final Logger BROKER_LOG = Logger.getLogger("kafka");
  private static final Logger STATE_LOG = Logger.getLogger("state.change.logger");

  private final EnvironmentSpec plan;
  private final Deque<AutoCloseable> parts = new ArrayDeque<>();

  private DevEnvironment(EnvironmentSpec plan) {
    this.plan = plan;
  }

  /** Arguments: the directory, then the options of {@link EnvironmentSpec}. */
  public static void main(String[] arguments) throws Exception {
    EnvironmentSpec plan = EnvironmentSpec.parse(arguments);
    if (plan.parts().contains(Component.DATABASE) && UnprivilegedLauncher.applies()) {
      System.exit(UnprivilegedLauncher.runAsNobody(plan));
    }
    for (Logger chatty : new Logger[] {KAFKA_LOG, BROKER_LOG, STATE_LOG}) {
      chatty.setLevel(Level.WARNING);
    }
    DevEnvironment environment = new DevEnvironment(plan);
    CountDownLatch closed = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            Thread.ofPlatform()
                .name("close")
                .unstarted(
                    () -> {
                      environment.close();
                      closed.countDown();
                    }));
    exitWithParent(plan);
    try {
      environment.open();
    } catch (Exception e) {
      System.err.println("The environment in " + plan.directory() + " did not start.");
      e.printStackTrace();
      System.exit(1);
    }
    closed.await();
  }

  private static void exitWithParent(EnvironmentSpec plan) {
    if (plan.parent() == 0) {
      return;
    }
    Optional<ProcessHandle> parent = ProcessHandle.of(plan.parent());
    if (parent.isEmpty()) {
      System.exit(0);
    }
    var _ = parent.get().onExit().thenRun(() -> System.exit(0));
  }

  private synchronized void open() throws Exception {
    Properties properties = new Properties();
    properties.setProperty(EnvironmentDescriptor.PID, Long.toString(ProcessHandle.current().pid()));
    EnvironmentDescriptor descriptor = new EnvironmentDescriptor(properties);
    EnvironmentDescriptor.remove(plan.directory());
    if (plan.parts().contains(Component.DATABASE)) {
      Database database = Database.start(plan);
      parts.push(database);
      descriptor.describeDatabase(database.port(), database.pid());
      for (String name : plan.databases()) {
        Databases.createIfMissing(descriptor, name);
      }
    }
    if (plan.parts().contains(Component.ISSUER)) {
      TokenIssuer issuer = TokenIssuer.start(plan, Clock.systemUTC());
      parts.push(issuer);
      descriptor.describeIssuer(issuer.port());
    }
    if (plan.parts().contains(Component.BROKER)) {
      Broker broker = Broker.start(plan);
      parts.push(broker);
      descriptor.describeBroker(broker.port());
    }
    descriptor.write(plan.directory());
  }

  /** Stops every component, also when one before it fails to stop. */
  @Override
  public synchronized void close() {
    try {
      EnvironmentDescriptor.remove(plan.directory());
    } catch (java.io.IOException e) {
      System.err.println("The descriptor could not be removed: " + e);
    }
    while (!parts.isEmpty()) {
      AutoCloseable part = parts.pop();
      try {
        part.close();
      } catch (Exception e) {
        System.err.println("A component did not stop cleanly: " + e);
      }
    }
  }
}
