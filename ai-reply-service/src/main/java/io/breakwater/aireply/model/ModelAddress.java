package io.breakwater.aireply.model;

import io.breakwater.resilience.config.LlmSettings;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Where the model is; nowhere where none is configured, or where {@code LLM_SERVICE_URL} is this service itself. That is in
 * the documents' own {@code .env} (http://localhost:3003): the service would ask itself, which has no model either.
 */
@Singleton
final class ModelAddress {

    private static final Logger LOG = Logger.getLogger(ModelAddress.class);

    private final Optional<String> given;
    private final boolean self;

    ModelAddress(LlmSettings llm, @ConfigProperty(name = "quarkus.http.port", defaultValue = "8080") int ownPort) {
        this.given = llm.configured() ? llm.url() : Optional.empty();
        this.self = given.filter(url -> isSelf(url, ownPort)).isPresent();
    }

    void atStart(@Observes StartupEvent event) {
        if (self) {
            LOG.warn("LLM_SERVICE_URL is this service's own address, where no model is: it counts as not set");
        }
    }

    /** The base address as it was given. */
    Optional<String> base() {
        return self ? Optional.empty() : given;
    }

    static boolean isSelf(String url, int ownPort) {
        try {
            var uri = URI.create(url);
            var host = uri.getHost();
            var port = uri.getPort() >= 0 ? uri.getPort() : "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
            return host != null && port == ownPort && isThisMachine(host.toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException unreadable) {
            return false;
        }
    }

    /** By its name or its number alone: nobody is asked for names at start. */
    private static boolean isThisMachine(String host) {
        if (host.equals("localhost") || host.endsWith(".localhost")) {
            return true;
        }
        try {
            var address = InetAddress.ofLiteral(host.startsWith("[") ? host.substring(1, host.length() - 1) : host);
            return address.isLoopbackAddress() || address.isAnyLocalAddress();
        } catch (IllegalArgumentException aName) {
            return false;
        }
    }
}
