package io.breakwater.health.suite;

import io.breakwater.health.component.Component;
import io.breakwater.health.component.Components;
import io.breakwater.resilience.config.SuiteSettings;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** The other services of the suite. */
public enum SuiteService {
    USAGE(Components.USAGE_SERVICE),
    IMAGE_PROXY(Components.IMAGE_PROXY_SERVICE),
    AI_REPLY(Components.AI_REPLY_SERVICE);

    private final Component component;

    SuiteService(Component component) {
        this.component = component;
    }

    Component component() {
        return component;
    }

    /** As it calls itself: {@code usage-service}. */
    public String serviceName() {
        return component.name();
    }

    /** Where its instances are said to be, where that is said. */
    Optional<List<URI>> instances(WatchSettings settings) {
        return switch (this) {
            case USAGE -> settings.usageServiceInstances();
            case IMAGE_PROXY -> settings.imageProxyServiceInstances();
            case AI_REPLY -> settings.aiReplyServiceInstances();
        };
    }

    /** Where it is. */
    public URI address(SuiteSettings settings) {
        return switch (this) {
            case USAGE -> settings.usageServiceUrl();
            case IMAGE_PROXY -> settings.imageProxyServiceUrl();
            case AI_REPLY -> settings.aiReplyServiceUrl();
        };
    }
}
