package vn.solieu.calendar;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import vn.solieu.testing.TestEnvironmentResource;

/** A test of the whole calendar service, in one house with whom it talks to. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@QuarkusTest
@WithTestResource(value = TestEnvironmentResource.class, scope = TestResourceScope.GLOBAL)
@WithTestResource(value = Keepers.class, scope = TestResourceScope.GLOBAL)
public @interface CalendarTest {}
