package vn.solieu.testing;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Beside {@code @QuarkusTest}: the service runs on the environment of the build. One scope for all,
 * so that a module starts its service once.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@WithTestResource(value = TestEnvironmentResource.class, scope = TestResourceScope.GLOBAL)
public @interface UseTestEnvironment {}
