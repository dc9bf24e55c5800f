package vn.solieu.gateway.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Unites the committed contracts of the services into the one document that integrators read.
 *
 * <p>A union that fails on any clash: two services may not own one path, nor mean different things
 * by one component or operation name. SmallRye's own merge was rejected because it blends two
 * different schemas of one name silently, and a client generated from the blend is wrong for both.
 */
public final class ContractMerge {

  /** Names the service that answers a path; the gateway's route table is read from it. */
  public static final String OWNER = "x-solieu-service";

  private static final ObjectMapper YAML =
      new ObjectMapper(
          new YAMLFactory()
              .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
              .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
              .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
              .disable(YAMLGenerator.Feature.SPLIT_LINES));

  private final ObjectNode merged;
  private final List<String> clashes = new ArrayList<>();
  private final Map<String, String> ownerOfComponent = new HashMap<>();
  private final Map<String, String> ownerOfOperation = new HashMap<>();
  private final Set<String> tags = new HashSet<>();

  private ContractMerge(ObjectNode frame) {
    this.merged = frame;
  }

  /**
   * @param frame the document's own part: info, servers, security and the gateway's own paths
   * @param contracts the document of each service, by the service's name
   * @throws ContractClashException naming every clash, not the first alone
   */
  public static ObjectNode merge(ObjectNode frame, Map<String, ObjectNode> contracts) {
    ContractMerge merge = new ContractMerge(frame.deepCopy());
    merge.claim("gateway", frame);
    new TreeMap<>(contracts).forEach(merge::add);
    if (!merge.clashes.isEmpty()) {
      throw new ContractClashException(merge.clashes);
    }
    return merge.merged;
  }

  private void claim(String service, ObjectNode document) {
    document
        .path("components")
        .properties()
        .forEach(
            kind ->
                kind.getValue()
                    .fieldNames()
                    .forEachRemaining(
                        name -> ownerOfComponent.put(kind.getKey() + "/" + name, service)));
    document.path("paths").forEach(path -> claimOperations(service, path));
    document.path("tags").forEach(tag -> tags.add(tag.path("name").asText()));
  }

  private void add(String service, ObjectNode document) {
    for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
      addPath(service, path.getKey(), (ObjectNode) path.getValue().deepCopy());
    }
    for (Map.Entry<String, JsonNode> kind : document.path("components").properties()) {
      for (Map.Entry<String, JsonNode> component : kind.getValue().properties()) {
        addComponent(service, kind.getKey(), component.getKey(), component.getValue());
      }
    }
    ArrayNode mergedTags = merged.withArray("tags");
    for (JsonNode tag : document.path("tags")) {
      if (tags.add(tag.path("name").asText())) {
        mergedTags.add(tag);
      }
    }
  }

  private void addPath(String service, String path, ObjectNode item) {
    ObjectNode paths = merged.withObjectProperty("paths");
    if (paths.has(path)) {
      clashes.add(
          "path %s of %s is already owned by %s"
              .formatted(path, service, paths.path(path).path(OWNER).asText("gateway")));
      return;
    }
    claimOperations(service, item);
    item.put(OWNER, service);
    paths.set(path, item);
  }

  private void claimOperations(String service, JsonNode item) {
    for (JsonNode operation : item) {
      JsonNode id = operation.path("operationId");
      if (id.isTextual()) {
        String other = ownerOfOperation.putIfAbsent(id.asText(), service);
        if (other != null) {
          clashes.add("operationId %s of %s is used by %s".formatted(id.asText(), service, other));
        }
      }
    }
  }

  private void addComponent(String service, String kind, String name, JsonNode component) {
    ObjectNode components = merged.withObjectProperty("components").withObjectProperty(kind);
    JsonNode present = components.get(name);
    if (present == null) {
      components.set(name, component);
      ownerOfComponent.put(kind + "/" + name, service);
    } else if (!present.equals(component)) {
      clashes.add(
          "%s %s of %s differs from that of %s"
              .formatted(kind, name, service, ownerOfComponent.get(kind + "/" + name)));
    }
  }

  /**
   * Run by the build: {@code ContractMerge <frame> <contracts folder> <output>}.
   *
   * @throws ContractClashException when the contracts do not fit together, which fails the build
   */
  public static void main(String[] arguments) throws IOException {
    ObjectNode frame = read(Path.of(arguments[0]));
    Map<String, ObjectNode> contracts = new TreeMap<>();
    try (var files = Files.newDirectoryStream(Path.of(arguments[1]), "*.yaml")) {
      for (Path file : files) {
        contracts.put(file.getFileName().toString().replace(".yaml", ""), read(file));
      }
    }
    Path output = Path.of(arguments[2]);
    Files.createDirectories(output.getParent());
    Files.writeString(output, toYaml(merge(frame, contracts)));
  }

  /** Reads an OpenAPI document in YAML or JSON (JSON is YAML). */
  public static ObjectNode read(Path file) throws IOException {
    return (ObjectNode) YAML.readTree(file.toFile());
  }

  static String toYaml(ObjectNode document) throws JsonProcessingException {
    return YAML.writeValueAsString(document);
  }
}
