package io.breakwater.health.suite;

import java.net.URI;
import java.util.function.BooleanSupplier;

import static java.util.Objects.requireNonNull;

/**
 * An instance to be asked.
 *
 * @param othersAnswer whether another instance of the service answers: then this one's failure is its own, not the service's
 */
record Target(SuiteService service, URI address, BooleanSupplier othersAnswer) {

    Target {
        requireNonNull(service, "service");
        requireNonNull(address, "address");
        requireNonNull(othersAnswer, "othersAnswer");
    }
}
