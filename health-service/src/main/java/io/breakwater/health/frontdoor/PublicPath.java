package io.breakwater.health.frontdoor;

import io.breakwater.health.suite.SuiteService;

/** A public path and the service that answers it and all below it. Whatever is not listed here stays inside. */
enum PublicPath {
    USAGE("/api/usage", SuiteService.USAGE),
    IMAGES("/api/proxy-image", SuiteService.IMAGE_PROXY),
    REPLIES("/api/ai-reply", SuiteService.AI_REPLY),
    HEALTH_RECORDS("/api/health-records", SuiteService.AI_REPLY),
    AI("/api/ai", SuiteService.AI_REPLY);

    private final String path;
    private final SuiteService service;

    PublicPath(String path, SuiteService service) {
        this.path = path;
        this.service = service;
    }

    /** As a router matches it: the path itself and what lies below. */
    String pattern() {
        return path + "/*";
    }

    SuiteService service() {
        return service;
    }
}
