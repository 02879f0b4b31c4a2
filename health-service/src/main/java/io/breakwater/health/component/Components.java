package io.breakwater.health.component;

import java.util.List;

/**
 * The components that every suite has. Their weights add up to 100, so that the score is 0 when nothing is left. Those
 * that answer public paths are critical and make up half of it; what they can do without weighs what its loss takes away.
 */
public final class Components {

    public static final Component USAGE_SERVICE = new Component("usage-service", true, 17);
    public static final Component IMAGE_PROXY_SERVICE = new Component("image-proxy-service", true, 17);
    public static final Component AI_REPLY_SERVICE = new Component("ai-reply-service", true, 17);
    public static final Component HEALTH_SERVICE = new Component("health-service", true, 8);
    public static final Component DATABASE = new Component("database", false, 10);
    public static final Component REDIS = new Component("redis", false, 4);
    public static final Component OBJECT_STORAGE = new Component("object-storage", false, 3);
    public static final Component MODEL = new Component("model", false, 8);
    public static final Component IMAGES = new Component("images", false, 4);
    public static final Component MEMORY = new Component("memory", false, 5);
    public static final Component CPU = new Component("cpu", false, 3);
    public static final Component DISK = new Component("disk", false, 4);

    /** In the order in which answers list them. */
    public static final List<Component> ALL = List.of(
            USAGE_SERVICE,
            IMAGE_PROXY_SERVICE,
            AI_REPLY_SERVICE,
            HEALTH_SERVICE,
            DATABASE,
            REDIS,
            OBJECT_STORAGE,
            MODEL,
            IMAGES,
            MEMORY,
            CPU,
            DISK);

    private Components() {}
}
