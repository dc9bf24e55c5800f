package vn.solieu.embedded;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * PostgreSQL refuses to run as root. Where root may make a user namespace, the library hides behind
 * one; inside an ordinary container it may not, and the environment runs itself again as nobody.
 */
final class UnprivilegedLauncher {

  /** The user that Linux calls nobody: it has a passwd entry everywhere, which initdb asks for. */
  private static final int NOBODY = 65534;

  private static final List<String> AS_NOBODY =
      List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups", "--");

  static boolean applies() {
    return isRoot() && !canMakeUserNamespace();
  }

  private static boolean isRoot() {
    try {
      return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }

  private static boolean canMakeUserNamespace() {
    try {
      return new ProcessBuilder("unshare", "-U", "true").start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Runs the same environment as nobody and answers with its exit status. */
  static int runAsNobody(EnvironmentSpec plan) throws IOException, InterruptedException {
    for (Path directory : List.of(plan.directory(), plan.binaries())) {
      Files.createDirectories(directory);
      for (Path path : Directories.contentsFirst(directory)) {
        Files.setAttribute(path, "unix:uid", NOBODY);
        Files.setAttribute(path, "unix:gid", NOBODY);
      }
    }
    String classPath = System.getProperty("java.class.path");
    refuseWhatNobodyCannotReach(plan, classPath);
    List<String> command = new ArrayList<>(AS_NOBODY);
    command.addAll(JavaCommand.of(classPath));
    command.add(DevEnvironment.class.getName());
    command.addAll(plan.withParent(ProcessHandle.current().pid()).toArguments());
    Process environment = new ProcessBuilder(command).directory(new File("/")).inheritIO().start();
    Optional<ProcessHandle> parent =
        plan.parent() == 0 ? Optional.empty() : ProcessHandle.of(plan.parent());
    if (parent.isPresent()) {
      var _ = parent.get().onExit().thenRun(environment::destroy);
    }
    Runtime.getRuntime()
        .addShutdownHook(
            Thread.ofPlatform()
                .unstarted(
                    () -> {
                      environment.destroy();
                      environment.onExit().join();
                    }));
    return environment.waitFor();
  }

  private static void refuseWhatNobodyCannotReach(EnvironmentSpec plan, String classPath)
      throws IOException, InterruptedException {
    List<String> needed = new ArrayList<>();
    needed.add(JavaCommand.java());
    needed.add(plan.directory().toString());
    needed.add(plan.binaries().toString());
    for (String entry : List.of(classPath.split(File.pathSeparator, -1))) {
      needed.add(entry.endsWith("*") ? entry.substring(0, entry.length() - 1) : entry);
    }
    for (String path : needed) {
      List<String> command = new ArrayList<>(AS_NOBODY);
      command.addAll(List.of("test", "-r", path));
      if (new ProcessBuilder(command).start().waitFor() != 0) {
        throw new IOException(
            "PostgreSQL does not run as root here, and the user nobody cannot read "
                + path
                + ": use a place that every user can enter, or another user than root.");
      }
    }
  }

  private UnprivilegedLauncher() {}
}
