package vn.solieu.testing;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.conditions.ArchConditions.beAnnotatedWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
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

  @ArchTest
  public static final ArchRule RULES_ARE_PURE =
      noClasses()
          .that(
              resideInAPackage("..rules..")
                  .or(resideInAPackage("vn.solieu.platform.time.."))
                  .or(simpleNameEndingWith("Policy"))
                  .or(simpleNameEndingWith("State"))
                  .or(simpleNameEndingWith("Rule")))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.quarkus..", "jakarta..", "org.hibernate..")
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
              assignableTo("jakarta.persistence.EntityManager")
                  .or(assignableTo("javax.sql.DataSource"))
                  .or(assignableTo("java.sql.Connection"))
                  .or(assignableTo("io.quarkus.hibernate.orm.panache.PanacheRepositoryBase"))
                  .or(simpleNameEndingWith("Repository"))
                  .or(resideInAPackage("org.hibernate..")))
          .because(
              "a resource parses, calls one service method and shapes the answer: ask a service for"
                  + " what you read here")
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
