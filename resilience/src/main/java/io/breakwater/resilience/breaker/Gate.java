package io.breakwater.resilience.breaker;

import jakarta.enterprise.util.Nonbinding;
import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Lets an operator hold the method's breaker open. Sits just inside the fault tolerance interceptor, so that retries,
 * the breaker and the fallback see a held breaker as they would see an open one. Takes the time of each attempt there, so it
 * is for methods that are done when they return.
 */
@InterceptorBinding
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Gate {

    /** The breaker's name, the same as in {@code @CircuitBreakerName}. */
    @Nonbinding
    String value();
}
