package vn.solieu.embedded;

import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The process that holds the parts of a plan until it is told to stop or its parent has ended. */
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
    DevEnvironment house = new DevEnvironment(plan);
    CountDownLatch closed = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            Thread.ofPlatform()
                .name("close")
                .unstarted(
                    () -> {
                      house.close();
                      closed.countDown();
                    }));
    exitWithParent(plan);
    try {
      house.open();
    } catch (Exception e) {
      System.err.println("The house in " + plan.directory() + " did not start.");
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
    EnvironmentDescriptor announcement = new EnvironmentDescriptor(properties);
    EnvironmentDescriptor.remove(plan.directory());
    if (plan.parts().contains(Component.DATABASE)) {
      Database database = Database.start(plan);
      parts.push(database);
      announcement.describeDatabase(database.port(), database.pid());
      for (String name : plan.databases()) {
        Databases.createIfMissing(announcement, name);
      }
    }
    if (plan.parts().contains(Component.ISSUER)) {
      TokenIssuer issuer = TokenIssuer.start(plan, Clock.systemUTC());
      parts.push(issuer);
      announcement.describeIssuer(issuer.port());
    }
    if (plan.parts().contains(Component.BROKER)) {
      Broker broker = Broker.start(plan);
      parts.push(broker);
      announcement.describeBroker(broker.port());
    }
    announcement.write(plan.directory());
  }

  /** Every part gets its chance to stop, whatever happened to the one before. */
  @Override
  public synchronized void close() {
    try {
      EnvironmentDescriptor.remove(plan.directory());
    } catch (java.io.IOException e) {
      System.err.println("The announcement stays behind: " + e);
    }
    while (!parts.isEmpty()) {
      AutoCloseable part = parts.pop();
      try {
        part.close();
      } catch (Exception e) {
        System.err.println("A part did not stop cleanly: " + e);
      }
    }
  }
}
