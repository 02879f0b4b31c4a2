package io.breakwater.resilience.config;

import org.jspecify.annotations.Nullable;

/** Where the value of an environment name can be had; null where it is unset or blank. */
@FunctionalInterface
interface Environment {

    @Nullable
    String get(String name);

    default boolean has(String name) {
        return get(name) != null;
    }
}
