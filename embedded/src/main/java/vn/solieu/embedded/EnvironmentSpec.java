package vn.solieu.embedded;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What to start, and where. It is passed to the process of the environment as arguments.
 *
 * @param directory holds the data of every component, and the descriptor
 * @param binaries where PostgreSQL is unpacked to; kept apart from the data, so that new data do
 *     not need a new unpacking
 * @param ports of the components; one that is not named takes a free one
 * @param databases created at the start where they are missing
 * @param durable false for data that nobody needs tomorrow: PostgreSQL then leaves writing to disk
 *     to the system, and survives the death of a process, but not of the machine
 * @param parent the process with which the environment ends; 0 for none
 * @param databaseSettings server settings of PostgreSQL
 * @param brokerSettings of Kafka; they win over what it has here
 */
public record EnvironmentSpec(
    Path directory,
    Path binaries,
    Set<Component> parts,
    Map<Component, Integer> ports,
    List<String> databases,
    boolean durable,
    long parent,
    Map<String, String> databaseSettings,
    Map<String, String> brokerSettings) {

  public EnvironmentSpec {
    directory = directory.toAbsolutePath().normalize();
    binaries = binaries.toAbsolutePath().normalize();
    parts = Set.copyOf(parts);
    ports = Map.copyOf(ports);
    databases = List.copyOf(databases);
    databaseSettings = Map.copyOf(databaseSettings);
    brokerSettings = Map.copyOf(brokerSettings);
  }

  /** All components, on free ports, keeping their data. */
  public static EnvironmentSpec in(Path directory) {
    return new EnvironmentSpec(
        directory,
        directory.resolve("binaries"),
        EnumSet.allOf(Component.class),
        Map.of(),
        List.of(),
        true,
        0,
        Map.of(),
        Map.of());
  }

  public EnvironmentSpec withParts(Component first, Component... others) {
    return new EnvironmentSpec(
        directory,
        binaries,
        EnumSet.of(first, others),
        ports,
        databases,
        durable,
        parent,
        databaseSettings,
        brokerSettings);
  }

  public EnvironmentSpec withPort(Component part, int port) {
    Map<Component, Integer> changed = new EnumMap<>(Component.class);
    changed.putAll(ports);
    changed.put(part, port);
    return new EnvironmentSpec(
        directory,
        binaries,
        parts,
        changed,
        databases,
        durable,
        parent,
        databaseSettings,
        brokerSettings);
  }

  public EnvironmentSpec withBinaries(Path where) {
    return new EnvironmentSpec(
        directory,
        where,
        parts,
        ports,
        databases,
        durable,
        parent,
        databaseSettings,
        brokerSettings);
  }

  public EnvironmentSpec withDatabases(String... names) {
    return new EnvironmentSpec(
        directory,
        binaries,
        parts,
        ports,
        List.of(names),
        durable,
        parent,
        databaseSettings,
        brokerSettings);
  }

  public EnvironmentSpec withDatabaseSetting(String name, String value) {
    Map<String, String> changed = new LinkedHashMap<>(databaseSettings);
    changed.put(name, value);
    return new EnvironmentSpec(
        directory, binaries, parts, ports, databases, durable, parent, changed, brokerSettings);
  }

  public EnvironmentSpec withBrokerSettings(Map<String, String> settings) {
    return new EnvironmentSpec(
        directory, binaries, parts, ports, databases, durable, parent, databaseSettings, settings);
  }

  public EnvironmentSpec withoutDurability() {
    return new EnvironmentSpec(
        directory,
        binaries,
        parts,
        ports,
        databases,
        false,
        parent,
        databaseSettings,
        brokerSettings);
  }

  public EnvironmentSpec withParent(long pid) {
    return new EnvironmentSpec(
        directory,
        binaries,
        parts,
        ports,
        databases,
        durable,
        pid,
        databaseSettings,
        brokerSettings);
  }

  int portOf(Component part) {
    Integer given = ports.get(part);
    return given == null ? FreePort.find() : given;
  }

  Path directoryOf(Component part) {
    return directory.resolve(part.label());
  }

  List<String> toArguments() {
    List<String> arguments = new ArrayList<>();
    arguments.add(directory.toString());
    arguments.add("--binaries=" + binaries);
    arguments.add(
        "--parts=" + parts.stream().map(Component::label).collect(Collectors.joining(",")));
    ports.forEach((part, port) -> arguments.add("--" + part.label() + "-port=" + port));
    databases.forEach(name -> arguments.add("--database=" + name));
    arguments.add("--durable=" + durable);
    arguments.add("--parent=" + parent);
    databaseSettings.forEach(
        (name, value) -> arguments.add("--database-setting=" + name + "=" + value));
    brokerSettings.forEach(
        (name, value) -> arguments.add("--broker-setting=" + name + "=" + value));
    return arguments;
  }

  static EnvironmentSpec parse(String... arguments) {
    if (arguments.length == 0) {
      throw new IllegalArgumentException("The first argument is the directory of the environment.");
    }
    Path directory = Path.of(arguments[0]);
    Path binaries = directory.resolve("binaries");
    Set<Component> parts = EnumSet.allOf(Component.class);
    Map<Component, Integer> ports = new EnumMap<>(Component.class);
    List<String> databases = new ArrayList<>();
    boolean durable = true;
    long parent = 0;
    Map<String, String> databaseSettings = new LinkedHashMap<>();
    Map<String, String> brokerSettings = new LinkedHashMap<>();
    for (String argument : List.of(arguments).subList(1, arguments.length)) {
      String[] option = argument.split("=", 2);
      if (option.length != 2) {
        throw new IllegalArgumentException("An option is --name=value, not " + argument);
      }
      String value = option[1];
      switch (option[0]) {
        case "--binaries" -> binaries = Path.of(value);
        case "--parts" -> {
          parts.clear();
          List.of(value.split(",")).forEach(label -> parts.add(Component.of(label)));
        }
        case "--database-port" -> ports.put(Component.DATABASE, Integer.valueOf(value));
        case "--broker-port" -> ports.put(Component.BROKER, Integer.valueOf(value));
        case "--issuer-port" -> ports.put(Component.ISSUER, Integer.valueOf(value));
        case "--database" -> databases.add(value);
        case "--durable" -> durable = Boolean.parseBoolean(value);
        case "--parent" -> parent = Long.parseLong(value);
        case "--database-setting" -> {
          String[] setting = value.split("=", 2);
          databaseSettings.put(setting[0], setting[1]);
        }
        case "--broker-setting" -> {
          String[] setting = value.split("=", 2);
          brokerSettings.put(setting[0], setting[1]);
        }
        default -> throw new IllegalArgumentException("Unknown option " + option[0]);
      }
    }
    return new EnvironmentSpec(
        directory,
        binaries,
        parts,
        ports,
        databases,
        durable,
        parent,
        databaseSettings,
        brokerSettings);
  }
}
