package io.breakwater.resilience.breaker;

import static java.util.Objects.requireNonNull;

/**
 * Tells the registry of a breaker that stands as {@code @CircuitBreakerName} on a method. Annotations cannot be listed
 * at run time, so the class that has one also produces one of these as a CDI bean, from the same constants.
 *
 * @param name the value of {@code @CircuitBreakerName}
 * @param type the class that has the method
 * @param method the method's name
 * @param settings what the annotation says; configuration may override it
 */
public record BreakerDefinition(String name, Class<?> type, String method, BreakerSettings settings) {

    public BreakerDefinition {
        requireNonNull(name, "name");
        requireNonNull(type, "type");
        requireNonNull(method, "method");
        requireNonNull(settings, "settings");
    }

    /** The key under which configuration overrides the method's annotations. */
    String configKey() {
        return type.getName() + "/" + method;
    }

    /** The value of the {@code method} tag that fault tolerance puts on its own meters. */
    String meterTag() {
        return type.getName() + "." + method;
    }
}
