package io.breakwater.resilience.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager.TestInjector;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;

/** A field of a {@code @QuarkusTest} that gets the server of a test resource, or the relay in front of it. */
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Fixture {

    /** Whose server or relay. */
    Kind value();

    /** What a test resource starts. */
    enum Kind {
        POSTGRES,
        REDIS;

        void inject(TestInjector injector, @Nullable Object... fixtures) {
            for (var fixture : fixtures) {
                if (fixture != null) {
                    injector.injectIntoFields(fixture, field -> {
                        var wanted = field.getAnnotation(Fixture.class);
                        return wanted != null && wanted.value() == this && field.getType() == fixture.getClass();
                    });
                }
            }
        }
    }
}
