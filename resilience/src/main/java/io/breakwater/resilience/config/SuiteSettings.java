package io.breakwater.resilience.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;

/** Where the services of the suite find each other. The defaults are the local ports. */
@ConfigMapping(prefix = "breakwater.suite")
public interface SuiteSettings {

    /** {@code HEALTH_SERVICE_URL}. */
    @WithDefault("http://localhost:3000")
    URI healthServiceUrl();

    /** {@code USAGE_SERVICE_URL}. */
    @WithDefault("http://localhost:3001")
    URI usageServiceUrl();

    /** {@code IMAGE_PROXY_SERVICE_URL}. */
    @WithDefault("http://localhost:3002")
    URI imageProxyServiceUrl();

    /** {@code AI_REPLY_SERVICE_URL}. */
    @WithDefault("http://localhost:3003")
    URI aiReplyServiceUrl();
}
