package vn.solieu.testing;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.conditions.ArchConditions.beAnnotatedWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The architecture rules, for the architecture test of each module:
 *
 * <pre>{@code
 * @AnalyzeClasses(packages = "vn.solieu.calendar", importOptions = DoNotIncludeTests.class)
 * class ArchitectureTest {
 *   @ArchTest static final ArchTests RULES = ArchTests.in(ArchitectureRules.class);
 * }
 * }</pre>
 */
public final class ArchitectureRules {

  private static final String TRANSACTIONAL = "jakarta.transaction.Transactional";
  private static final String ENTITY = "jakarta.persistence.Entity";
  private static final String EMBEDDABLE = "jakarta.persistence.Embeddable";
  private static final String HTTP_METHOD = "jakarta.ws.rs.HttpMethod";

  private static final List<String> SECURITY_ANNOTATIONS =
      List.of(
          "jakarta.annotation.security.RolesAllowed",
          "jakarta.annotation.security.PermitAll",
          "jakarta.annotation.security.DenyAll",
          "io.quarkus.security.Authenticated",
          "io.quarkus.security.PermissionsAllowed");

  private static final Set<String> INEXACT =
      Set.of("double", "float", "java.lang.Double", "java.lang.Float");

  private static final String SETS =
      "sees a whole push at once: its statement is the rule (decision 0015)";
  private static final String STAGING = "fills the staging tables of a push, or reads them";
  private static final String REFERENCES =
      "reads for other features, in one statement, what they need of a definition or an area";
  private static final String REGISTER =
      "a kind of document, with its checks beside its statements, for the RegisterService";
  private static final String STORE = "a part of the store of figures: it is read as a set";

  private static final String SQL = "vn.solieu.platform.sql.Sql";

  /** What runs a statement. A connection is none of them: a service hands on the gate's. */
  private static final Set<String> STATEMENTS =
      Set.of(
          SQL,
          "javax.sql.DataSource",
          "java.sql.Statement",
          "java.sql.PreparedStatement",
          "jakarta.persistence.EntityManager",
          "jakarta.persistence.Query",
          "jakarta.persistence.TypedQuery",
          "io.quarkus.hibernate.orm.panache.PanacheQuery");

  /** Classes, or packages of them, that are called as a rule is and are none. */
  private static final Map<String, String> NO_PURE_RULES =
      Map.of(
          "vn.solieu.indicator.form.rule.Change",
          SETS,
          "vn.solieu.indicator.form.rule.StagedFigures",
          SETS,
          "vn.solieu.indicator.form.rule.SumOfParts",
          SETS,
          "vn.solieu.indicator.submission.check",
          SETS,
          "vn.solieu.indicator.observation.ReleaseCheck",
          "it judges by what others publish meanwhile, and so asks the store as it goes");

  /** What answers to everybody may ask beside the gate: classes, or methods of them. */
  private static final Map<String, String> BESIDE_THE_GATE =
      Map.of(
          "vn.solieu.indicator.definition.Definitions",
          "what the words of a query mean; an answer has names from the gate",
          "vn.solieu.indicator.area.Areas",
          "as Definitions",
          "vn.solieu.calendar.publication.DatabaseClock",
          "the time, of no table",
          "vn.solieu.calendar.release.ReleaseRepository.isGranted",
          "whether the caller is shown what is not public, which is read and audited by the gate");

  /** Classes, or packages of them, that hold SQL and are neither a repository nor a store. */
  private static final Map<String, String> SQL_ELSEWHERE =
      Map.ofEntries(
          Map.entry("vn.solieu.indicator.form.rule.Change", SETS),
          Map.entry("vn.solieu.indicator.form.rule.StagedFigures", SETS),
          Map.entry("vn.solieu.indicator.form.rule.SumOfParts", SETS),
          Map.entry("vn.solieu.indicator.submission.check", SETS),
          Map.entry("vn.solieu.indicator.submission.Staging", STAGING),
          Map.entry("vn.solieu.indicator.submission.CopyText", STAGING),
          Map.entry("vn.solieu.indicator.submission.Checking", STAGING),
          Map.entry("vn.solieu.indicator.submission.MoreComplete", STAGING),
          Map.entry("vn.solieu.indicator.submission.Directories", REFERENCES),
          Map.entry("vn.solieu.indicator.submission.Submissions", "a repository, to be named one"),
          Map.entry("vn.solieu.indicator.area.Areas", REFERENCES),
          Map.entry("vn.solieu.indicator.area.AreaRegister", REGISTER),
          Map.entry("vn.solieu.indicator.area.Lineages", "walks the edges in the database"),
          Map.entry("vn.solieu.indicator.definition.Definitions", REFERENCES),
          Map.entry("vn.solieu.indicator.definition.AgencyRegister", REGISTER),
          Map.entry("vn.solieu.indicator.definition.CodelistRegister", REGISTER),
          Map.entry("vn.solieu.indicator.definition.IndicatorRegister", REGISTER),
          Map.entry("vn.solieu.indicator.definition.IndicatorSystemRegister", REGISTER),
          Map.entry("vn.solieu.indicator.observation.CellOwners", STORE),
          Map.entry("vn.solieu.indicator.observation.NamedSeries", STORE),
          Map.entry("vn.solieu.indicator.observation.ObservationOrder", STORE),
          Map.entry("vn.solieu.indicator.observation.ObservationReader", STORE),
          Map.entry("vn.solieu.indicator.observation.ObservationStoreQuery", STORE),
          Map.entry("vn.solieu.indicator.observation.Publications", STORE),
          Map.entry("vn.solieu.indicator.observation.SeriesBatch", STORE),
          Map.entry("vn.solieu.indicator.observation.SubmissionOrder", STORE),
          Map.entry("vn.solieu.calendar.publication.DatabaseClock", "asks the time, of no table"));

  @ArchTest
  public static final ArchRule RULES_ARE_PURE =
      noClasses()
          .that(areRules())
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(
                      "io.quarkus..", "jakarta..", "org.hibernate..", "vn.solieu.platform.sql..")
                  .or(runStatements())
                  .or(belongTo("Repository", "Store", "Service")))
          .because(
              "a rule reads like the statute and is tested without a container: hand it the values"
                  + " that it judges, and leave annotations, entities and injection to its caller")
          .allowEmptyShould(true);

  @ArchTest
  public static final ArchRule SERVICES_OWN_TRANSACTIONS =
      noClasses()
          .that(areNoServices())
          .should(beAnnotatedWith(TRANSACTIONAL))
          .because(
              "a service owns the transaction: move @Transactional to a class named ...Service")
          .allowEmptyShould(true);

  @ArchTest
  public static final ArchRule SERVICE_METHODS_OWN_TRANSACTIONS =
      noMethods()
          .that()
          .areDeclaredInClassesThat(areNoServices())
          .should()
          .beAnnotatedWith(TRANSACTIONAL)
          .because(
              "a service owns the transaction: move @Transactional to a method of a class named"
                  + " ...Service")
          .allowEmptyShould(true);

  @ArchTest
  public static final ArchRule EVENTS_ARE_TAKEN_IN_THEIR_ORDER =
      noMethods()
          .that()
          .areAnnotatedWith("org.eclipse.microprofile.reactive.messaging.Incoming")
          .should()
          .beAnnotatedWith("io.smallrye.common.annotation.RunOnVirtualThread")
          .because(
              "on virtual threads the events of a channel run at once, and those of one key overtake"
                  + " each other: without the annotation a worker thread takes one after the other")
          .allowEmptyShould(true);

  @ArchTest
  public static final ArchRule RESOURCES_ARE_THIN =
      noClasses()
          .that()
          .haveSimpleNameEndingWith("Resource")
          .should()
          .dependOnClassesThat(
              runStatements()
                  .or(assignableTo("java.sql.Connection"))
                  .or(assignableTo("io.quarkus.hibernate.orm.panache.PanacheRepositoryBase"))
                  .or(belongTo("Repository", "Store"))
                  .or(resideInAPackage("org.hibernate..")))
          .because(
              "a resource parses, calls one service method and shapes the answer: ask a service for"
                  + " what you read here")
          .allowEmptyShould(true);

  @ArchTest
  public static final ArchRule SERVICES_KNOW_NO_HTTP =
      noClasses()
          .that(belongTo("Service", "Repository", "Store"))
          .and(DescribedPredicate.not(resideInAPackage("vn.solieu.platform..")))
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("jakarta.ws.rs..", "vn.solieu.platform.http..")
                  .and(DescribedPredicate.not(saysWhichPageIsWanted())))
          .because(
              "a service is called by events and clocks too: hand it an expected version, let it"
                  + " answer with a result, and leave headers, paths and problems to the resource")
          .allowEmptyShould(true);

  @ArchTest
  public static final ArchRule SQL_IS_IN_REPOSITORIES =
      noClasses()
          .that(
              DescribedPredicate.not(
                  belongTo("Repository", "Store")
                      .or(resideInAPackage("vn.solieu.platform.."))
                      .or(areListedIn(SQL_ELSEWHERE))))
          .should()
          .dependOnClassesThat(runStatements())
          .because(
              "a repository owns all SQL text of its feature: move the statement to a class named"
                  + " ...Repository, and leave the transaction to the service")
          .allowEmptyShould(true);

  @ArchTest
  public static final ArchRule FEATURES_MEET_AT_PUBLIC_TYPES =
      classes()
          .that(DescribedPredicate.not(resideInAPackage("vn.solieu.platform..")))
          .should(useOfOtherFeaturesWhatIsPublic())
          .because(
              "what a feature keeps, and how it is called from outside, is its own: ask its public"
                  + " service or records")
          .allowEmptyShould(true);

  @ArchTest
  public static final ArchRule PUBLIC_READS_GO_THROUGH_THE_GATE =
      methods()
          .that()
          .areAnnotatedWith("jakarta.ws.rs.GET")
          .should(readNothingBesideTheGate())
          .because(
              "what is read for everybody runs in the role of the release gate: take the connection"
                  + " that ReleaseGate.published lends, and use no other")
          .allowEmptyShould(true);

  @ArchTest
  public static final ArchRule RESOURCES_ARE_GUARDED =
      methods()
          .that()
          .areMetaAnnotatedWith(HTTP_METHOD)
          .and()
          .areDeclaredInClassesThat(new NotAClient())
          .should(carryASecurityAnnotation())
          .because(
              "who may call an endpoint is said where it stands: add @RolesAllowed, @Authenticated,"
                  + " @PermitAll or @DenyAll to the method or its class")
          .allowEmptyShould(true);

  @ArchTest
  public static final ArchRule ADDRESSES_ARE_RELATIVE =
      noClasses()
          .should()
          .callMethod("jakarta.ws.rs.core.Response", "created", "java.net.URI")
          .orShould()
          .callMethod("jakarta.ws.rs.core.Response", "seeOther", "java.net.URI")
          .orShould()
          .callMethod("jakarta.ws.rs.core.Response", "temporaryRedirect", "java.net.URI")
          .orShould()
          .callMethod("jakarta.ws.rs.core.Response$ResponseBuilder", "location", "java.net.URI")
          .orShould()
          .callMethod(
              "jakarta.ws.rs.core.Response$ResponseBuilder", "contentLocation", "java.net.URI")
          .because(
              "these make an address absolute with the host that the service was asked by, which is"
                  + " not the caller's: set the header to a path instead")
          .allowEmptyShould(true);

  @ArchTest
  public static final ArchRule TIME_COMES_FROM_THE_CLOCK =
      classes()
          .that()
          .resideOutsideOfPackage("vn.solieu.platform.startup..")
          .should(askNoOtherClock())
          .because(
              "deadlines and releases are tested at their instants: inject java.time.Clock and use"
                  + " clock.instant() or LocalDate.now(clock)")
          .allowEmptyShould(true);

  @ArchTest
  public static final ArchRule FEATURES_ARE_FREE_OF_CYCLES =
      slices()
          .matching("vn.solieu.*.(*)..")
          .should()
          .beFreeOfCycles()
          .because(
              "a feature is understood and changed alone: turn one of the directions into an event,"
                  + " or move what both need into the feature that owns it")
          .allowEmptyShould(true);

  @ArchTest
  public static final ArchRule ENTITIES_STAY_AT_HOME =
      classes()
          .that()
          .areAnnotatedWith(ENTITY)
          .should(beUsedInTheirOwnPackageAlone())
          .because(
              "features never touch each other's entities: let the feature's service answer with a"
                  + " record")
          .allowEmptyShould(true);

  @ArchTest
  public static final ArchRule FIGURES_ARE_EXACT =
      fields()
          .that()
          .areDeclaredInClassesThat(holdData())
          .and()
          .areDeclaredInClassesThat()
          .resideOutsideOfPackage("..metrics..")
          .should(beExact())
          .because("a figure is kept as it was sent: use BigDecimal, or long for counts")
          .allowEmptyShould(true);

  private static DescribedPredicate<JavaClass> areRules() {
    return resideInAnyPackage("..rule..", "..rules..", "vn.solieu.platform.time..")
        .or(belongTo("Policy", "State", "Rule", "Rules", "Check"))
        .and(DescribedPredicate.not(areListedIn(NO_PURE_RULES)));
  }

  private static DescribedPredicate<JavaClass> runStatements() {
    return DescribedPredicate.describe(
        "run statements",
        type ->
            STATEMENTS.contains(type.getFullName())
                || type.getPackageName().startsWith("org.postgresql"));
  }

  /** Classes that are called so, with those that are nested in them. */
  private static DescribedPredicate<JavaClass> belongTo(String... endings) {
    return DescribedPredicate.describe(
        "belong to " + String.join(", ", endings),
        type ->
            type.getPackageName().startsWith("vn.solieu.")
                && Arrays.stream(endings).anyMatch(outermost(type)::endsWith));
  }

  private static DescribedPredicate<JavaClass> areListedIn(Map<String, String> exceptions) {
    return DescribedPredicate.describe(
        "are listed",
        type ->
            exceptions.containsKey(type.getPackageName())
                || exceptions.containsKey(type.getPackageName() + "." + outermost(type)));
  }

  /** The part of a list that a caller wants: words of a query, not of a protocol. */
  private static DescribedPredicate<JavaClass> saysWhichPageIsWanted() {
    return DescribedPredicate.describe(
        "say which page of a list is wanted",
        type -> Set.of("Cursor", "Limit", "Page", "Paging").contains(outermost(type)));
  }

  /** Simple name of the class that a class is nested in. */
  private static String outermost(JavaClass type) {
    String name = type.getFullName().substring(type.getPackageName().length());
    String simple = name.startsWith(".") ? name.substring(1) : name;
    int nested = simple.indexOf('$');
    return nested < 0 ? simple : simple.substring(0, nested);
  }

  /** As in {@code vn.solieu.calendar.release}; of a class outside of the house, empty. */
  private static String feature(JavaClass type) {
    String[] parts = type.getPackageName().split("\\.", -1);
    return parts.length < 4 || !type.getPackageName().startsWith("vn.solieu.")
        ? ""
        : String.join(".", parts[0], parts[1], parts[2], parts[3]);
  }

  private static ArchCondition<JavaClass> useOfOtherFeaturesWhatIsPublic() {
    DescribedPredicate<JavaClass> closed = belongTo("Repository", "Resource", "Listener");
    return new ArchCondition<>("use of other features what is public") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
          JavaClass used = dependency.getTargetClass();
          boolean elsewhere =
              !feature(used).isEmpty()
                  && !feature(used).startsWith("vn.solieu.platform.")
                  && !feature(used).equals(feature(type));
          if (elsewhere
              && (closed.test(used) || !used.getModifiers().contains(JavaModifier.PUBLIC))) {
            events.add(SimpleConditionEvent.violated(type, dependency.getDescription()));
          }
        }
      }
    };
  }

  /**
   * Follows the calls of a method that everybody may call. What is called with the connection of
   * the gate takes that, or makes its {@code Sql} of it.
   */
  private static ArchCondition<JavaMethod> readNothingBesideTheGate() {
    return new ArchCondition<>("read nothing beside the gate") {
      @Override
      public void check(JavaMethod method, ConditionEvents events) {
        String open = "jakarta.annotation.security.PermitAll";
        if (!method.isAnnotatedWith(open)
            && (!method.getOwner().isAnnotatedWith(open)
                || method.isAnnotatedWith("jakarta.annotation.security.RolesAllowed")
                || method.isAnnotatedWith("io.quarkus.security.Authenticated"))) {
          return;
        }
        Set<JavaCodeUnit> seen = new HashSet<>();
        Deque<JavaCodeUnit> next = new ArrayDeque<>(Set.of(method));
        while (!next.isEmpty()) {
          JavaCodeUnit unit = next.pop();
          if (!seen.add(unit)) {
            continue;
          }
          if (!unit.getOwner().getPackageName().startsWith("vn.solieu.platform.")
              && !isListed(unit)
              && usesItsOwnSql(unit)) {
            events.add(
                SimpleConditionEvent.violated(
                    method, method.getFullName() + " comes to " + unit.getFullName()));
          }
          unit.getAccessesFromSelf().stream()
              .filter(access -> access.getTargetOwner().getPackageName().startsWith("vn.solieu."))
              .forEach(access -> next.addAll(called(access)));
        }
      }
    };
  }

  /** What may run at a call: of an interface, what implements it. */
  private static List<JavaCodeUnit> called(JavaAccess<?> access) {
    List<JavaCodeUnit> all = new ArrayList<>();
    if (access instanceof JavaCodeUnitAccess<?> call) {
      CodeUnitAccessTarget target = call.getTarget();
      target.resolveMember().ifPresent(all::add);
      String[] parameters =
          target.getRawParameterTypes().stream().map(JavaClass::getFullName).toArray(String[]::new);
      call.getTargetOwner().getAllSubclasses().stream()
          .flatMap(type -> type.tryGetMethod(target.getName(), parameters).stream())
          .forEach(all::add);
    }
    return all;
  }

  private static boolean isListed(JavaCodeUnit unit) {
    String type = unit.getOwner().getFullName();
    return BESIDE_THE_GATE.containsKey(type)
        || BESIDE_THE_GATE.containsKey(type + "." + unit.getName());
  }

  /** A class that is made on a connection has no other. */
  private static boolean usesItsOwnSql(JavaCodeUnit unit) {
    return !unit.isConstructor()
        && !unit.getOwner().getConstructors().stream()
            .allMatch(
                constructor ->
                    constructor.getRawParameterTypes().stream()
                        .anyMatch(type -> type.getFullName().equals("java.sql.Connection")))
        && unit.getFieldAccesses().stream()
            .map(access -> access.getTarget().getRawType().getFullName())
            .anyMatch(Set.of(SQL, "javax.sql.DataSource")::contains);
  }

  private static DescribedPredicate<JavaClass> areNoServices() {
    return DescribedPredicate.not(
        simpleNameEndingWith("Service").or(resideInAPackage("vn.solieu.platform..")));
  }

  private static DescribedPredicate<JavaClass> holdData() {
    return new DescribedPredicate<>("are records or entities") {
      @Override
      public boolean test(JavaClass type) {
        return type.isRecord() || type.isAnnotatedWith(ENTITY) || type.isAnnotatedWith(EMBEDDABLE);
      }
    };
  }

  /** The interface of a REST client has the same annotations and guards nothing. */
  private static final class NotAClient extends DescribedPredicate<JavaClass> {

    NotAClient() {
      super("are not the interface of a client");
    }

    @Override
    public boolean test(JavaClass type) {
      return !type.isAnnotatedWith("org.eclipse.microprofile.rest.client.inject.RegisterRestClient")
          && !type.isInterface();
    }
  }

  private static ArchCondition<JavaMethod> carryASecurityAnnotation() {
    return new ArchCondition<>("carry a security annotation") {
      @Override
      public void check(JavaMethod method, ConditionEvents events) {
        boolean guarded =
            SECURITY_ANNOTATIONS.stream()
                .anyMatch(
                    name ->
                        method.isAnnotatedWith(name) || method.getOwner().isAnnotatedWith(name));
        events.add(
            new SimpleConditionEvent(
                method, guarded, method.getFullName() + " carries no security annotation"));
      }
    };
  }

  private static ArchCondition<JavaClass> askNoOtherClock() {
    return new ArchCondition<>("ask no clock but the injected one") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        for (JavaCodeUnitAccess<?> access : type.getCodeUnitAccessesFromSelf()) {
          if (asksTheSystem(access)) {
            events.add(SimpleConditionEvent.violated(type, access.getDescription()));
          }
        }
      }
    };
  }

  private static boolean asksTheSystem(JavaCodeUnitAccess<?> access) {
    String owner = access.getTargetOwner().getFullName();
    String name = access.getTarget().getName();
    List<String> parameters =
        access.getTarget().getRawParameterTypes().stream().map(JavaClass::getFullName).toList();
    return switch (owner) {
      case "java.lang.System" -> name.equals("currentTimeMillis");
      case "java.util.Date" ->
          name.equals(JavaConstructor.CONSTRUCTOR_NAME) && parameters.isEmpty();
      case "java.util.Calendar", "java.util.GregorianCalendar" -> name.equals("getInstance");
      case "java.time.Clock" -> name.startsWith("system") || name.startsWith("tick");
      default ->
          owner.startsWith("java.time.")
              && name.equals("now")
              && !parameters.contains("java.time.Clock");
    };
  }

  private static ArchCondition<JavaClass> beUsedInTheirOwnPackageAlone() {
    return new ArchCondition<>("be used in their own package alone") {
      @Override
      public void check(JavaClass entity, ConditionEvents events) {
        for (Dependency dependency : entity.getDirectDependenciesToSelf()) {
          String user = dependency.getOriginClass().getPackageName();
          if (!user.equals(entity.getPackageName())) {
            events.add(SimpleConditionEvent.violated(entity, dependency.getDescription()));
          }
        }
      }
    };
  }

  private static ArchCondition<JavaField> beExact() {
    return new ArchCondition<>("be exact") {
      @Override
      public void check(JavaField field, ConditionEvents events) {
        if (INEXACT.contains(field.getRawType().getFullName())) {
          events.add(
              SimpleConditionEvent.violated(
                  field, field.getFullName() + " is a " + field.getRawType().getSimpleName()));
        }
      }
    };
  }

  private ArchitectureRules() {}
}
