package io.breakwater.deploy.local;

/** The four services, in the order of their ports. */
enum Service {
    HEALTH("health-service"),
    USAGE("usage-service"),
    IMAGE_PROXY("image-proxy-service"),
    AI_REPLY("ai-reply-service");

    /** Where the documents and the README have the first of them. */
    static final int DOCUMENTED_BASE = 3000;

    final String id;

    Service(String id) {
        this.id = id;
    }

    int port(int base) {
        return base + ordinal();
    }

    @Override
    public String toString() {
        return id;
    }
}
