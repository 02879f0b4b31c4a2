package io.breakwater.resilience.config;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

/** Says once, at start, which settings could not be read. */
@Singleton
final class SettingsComplaints {

    static final String PREFIX = "breakwater.config.complaint.";
    private static final Logger LOG = Logger.getLogger(SettingsComplaints.class);

    void atStart(@Observes StartupEvent start, Config config) {
        StreamSupport.stream(config.getPropertyNames().spliterator(), false)
                .filter(name -> name.startsWith(PREFIX))
                .sorted()
                .forEach(name -> LOG.warn(config.getValue(name, String.class)));
    }
}
