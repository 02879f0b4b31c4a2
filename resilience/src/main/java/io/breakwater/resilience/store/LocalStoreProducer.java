package io.breakwater.resilience.store;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.nio.file.Path;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The one local store of a service, from all {@link LocalSchema} beans; open before the service takes requests. */
@Singleton
final class LocalStoreProducer {

    @Produces
    @Singleton
    LocalStore open(
            LocalStoreConfig config,
            Instance<LocalSchema> schemas,
            @ConfigProperty(name = "breakwater.data-dir", defaultValue = "./data") String directory,
            @ConfigProperty(name = "quarkus.application.name") String service) {
        var file = Path.of(directory, service + ".db");
        return LocalStore.open(config.settings(file), schemas.stream().toList());
    }

    // The container goes after the last request and after everything that observes the shutdown.
    void close(@Disposes LocalStore store) {
        store.close();
    }

    void openAtStart(@Observes @Priority(Interceptor.Priority.LIBRARY_BEFORE) StartupEvent event, LocalStore store) {
        store.status();
    }
}
