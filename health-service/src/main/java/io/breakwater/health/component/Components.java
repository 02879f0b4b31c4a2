package io.breakwater.health.component;

import java.util.ArrayList;
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
    private static final String IMAGE_PROXY_NAME = "image-proxy-service";
    private static final String AI_REPLY_NAME = "ai-reply-service";
    private static final String MEMORY_NAME = "memory";
    private static final String CPU_NAME = "cpu";

    public static final Component USAGE_SERVICE =
            new Component(USAGE_NAME, Criticality.CRITICAL, 17, needs(USAGE_NAME, DATABASE_NAME, REDIS_NAME));
    public static final Component IMAGE_PROXY_SERVICE =
            new Component(IMAGE_PROXY_NAME, Criticality.CRITICAL, 17, needs(IMAGE_PROXY_NAME, IMAGES_NAME, REDIS_NAME));
    public static final Component AI_REPLY_SERVICE = new Component(
            AI_REPLY_NAME, Criticality.CRITICAL, 17, needs(AI_REPLY_NAME, MODEL_NAME, REDIS_NAME, USAGE_NAME));
    public static final Component HEALTH_SERVICE = new Component(
            "health-service", Criticality.CRITICAL, 8, List.of(DATABASE_NAME, MEMORY_NAME, CPU_NAME, "disk"));
    public static final Component DATABASE = leaf(DATABASE_NAME, Criticality.IMPORTANT, 10);
    public static final Component REDIS = leaf(REDIS_NAME, Criticality.IMPORTANT, 4);
    public static final Component OBJECT_STORAGE = leaf("object-storage", Criticality.OPTIONAL, 3);
    public static final Component MODEL = leaf(MODEL_NAME, Criticality.IMPORTANT, 8);
    public static final Component IMAGES = leaf(IMAGES_NAME, Criticality.OPTIONAL, 4);
    public static final Component MEMORY = leaf(MEMORY_NAME, Criticality.IMPORTANT, 5);
    public static final Component CPU = leaf(CPU_NAME, Criticality.OPTIONAL, 3);
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

    private static final List<String> SERVICES = List.of(USAGE_NAME, IMAGE_PROXY_NAME, AI_REPLY_NAME);

    private Components() {}

    /**
     * Memory of the instances of another service, on the board once one has told of it. Weighs nothing: what comes of it
     * does.
     */
    public static Component memoryOf(String service) {
        return leaf(of(service, MEMORY_NAME), Criticality.IMPORTANT, 0);
    }

    /** CPU of the instances of another service, on the board once one has told of what it does not share with this one. */
    public static Component cpuOf(String service) {
        return leaf(of(service, CPU_NAME), Criticality.OPTIONAL, 0);
    }

    /** Whether that is memory: this instance's or another service's. */
    public static boolean isMemory(String name) {
        return isOf(MEMORY_NAME, name);
    }

    /** Whether that is CPU: this instance's or another service's. */
    public static boolean isCpu(String name) {
        return isOf(CPU_NAME, name);
    }

    /** Whether the suite has a component of this name itself, or may have. */
    public static boolean isOwn(String name) {
        return isMemory(name)
                || isCpu(name)
                || ALL.stream().map(Component::name).anyMatch(name::equals);
    }

    private static boolean isOf(String part, String name) {
        return name.equals(part)
                || SERVICES.stream().anyMatch(service -> of(service, part).equals(name));
    }

    private static String of(String service, String part) {
        return service + "-" + part;
    }

    private static List<String> needs(String service, String... others) {
        var all = new ArrayList<>(List.of(others));
        all.add(of(service, MEMORY_NAME));
        all.add(of(service, CPU_NAME));
        return List.copyOf(all);
    }

    private static Component leaf(String name, Criticality criticality, int weight) {
        return new Component(name, criticality, weight, List.of());
    }
}
