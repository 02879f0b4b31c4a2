package io.breakwater.health.component;

import java.util.List;

/**
 * The components that every suite has. Their weights add up to 100, so that the score is 0 when nothing is left. Those
 * that answer public paths are critical and make up half of it; what they can do without weighs what its loss takes away.
 */
public final class Components {

    private static final String DATABASE_NAME = "database";
    private static final String REDIS_NAME = "redis";
    private static final String MODEL_NAME = "model";
    private static final String IMAGES_NAME = "images";
    private static final String USAGE_NAME = "usage-service";

    public static final Component USAGE_SERVICE =
            new Component(USAGE_NAME, Criticality.CRITICAL, 17, List.of(DATABASE_NAME, REDIS_NAME));
    public static final Component IMAGE_PROXY_SERVICE =
            new Component("image-proxy-service", Criticality.CRITICAL, 17, List.of(IMAGES_NAME, REDIS_NAME));
    public static final Component AI_REPLY_SERVICE =
            new Component("ai-reply-service", Criticality.CRITICAL, 17, List.of(MODEL_NAME, REDIS_NAME, USAGE_NAME));
    public static final Component HEALTH_SERVICE =
            new Component("health-service", Criticality.CRITICAL, 8, List.of(DATABASE_NAME, "memory", "cpu", "disk"));
    public static final Component DATABASE = leaf(DATABASE_NAME, Criticality.IMPORTANT, 10);
    public static final Component REDIS = leaf(REDIS_NAME, Criticality.IMPORTANT, 4);
    public static final Component OBJECT_STORAGE = leaf("object-storage", Criticality.OPTIONAL, 3);
    public static final Component MODEL = leaf(MODEL_NAME, Criticality.IMPORTANT, 8);
    public static final Component IMAGES = leaf(IMAGES_NAME, Criticality.OPTIONAL, 4);
    public static final Component MEMORY = leaf("memory", Criticality.IMPORTANT, 5);
    public static final Component CPU = leaf("cpu", Criticality.OPTIONAL, 3);
    public static final Component DISK = leaf("disk", Criticality.IMPORTANT, 4);

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

    private static Component leaf(String name, Criticality criticality, int weight) {
        return new Component(name, criticality, weight, List.of());
    }
}
