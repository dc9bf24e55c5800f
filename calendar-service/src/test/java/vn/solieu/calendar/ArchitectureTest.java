package vn.solieu.calendar;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import vn.solieu.calendar.publication.DatabaseClock;
import vn.solieu.testing.ArchitectureRules;

@AnalyzeClasses(packages = "vn.solieu.calendar", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule ONE_CLOCK =
      noClasses()
          .that()
          .doNotBelongToAnyOf(DatabaseClock.class)
          .should()
          .dependOnClassesThat()
          .areAssignableTo(Clock.class)
          .because(
              "what is due, late or overdue is told to the public: copies with wrong clocks of"
                  + " their own would contradict each other, so all ask the DatabaseClock");

  @ArchTest static final ArchTests HOUSE = ArchTests.in(ArchitectureRules.class);
}
