package io.breakwater.imageproxy.cache;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.time.Duration;
import java.util.Objects;
import java.util.function.DoubleSupplier;
import org.jboss.logging.Logger;

/**
 * Gives memory back before it is short: past {@link ImageCacheSettings#memoryLimit()} of the heap the images in memory are
 * halved, again and again as long as it stays so, and they may grow again once there is clearly room.
 */
@Singleton
final class MemoryPressure {

    private static final Logger LOG = Logger.getLogger(MemoryPressure.class);
    private static final Duration INTERVAL = Duration.ofSeconds(2);

    /** How far below the limit there is room again, so that it does not go to and fro. */
    private static final double ROOM = 0.1;

    private final ImageCache cache;
    private final double limit;
    private final DoubleSupplier heap;
    private final Thread thread = Thread.ofVirtual().name("image-memory").unstarted(this::run);
    private boolean shrunk;

    @Inject
    MemoryPressure(ImageCache cache, ImageCacheSettings settings) {
        this(cache, settings.memoryLimit(), MemoryPressure::heapInUse);
    }

    MemoryPressure(ImageCache cache, double limit, DoubleSupplier heap) {
        this.cache = cache;
        this.limit = limit;
        this.heap = heap;
    }

    void start(@Observes StartupEvent event) {
        thread.start();
    }

    @PreDestroy
    void stop() {
        thread.interrupt();
    }

    private void run() {
        try {
            while (true) {
                Thread.sleep(INTERVAL);
                look();
            }
        } catch (InterruptedException stopped) {
            // Nothing is left to watch.
        }
    }

    /** One look at the heap. */
    void look() {
        var used = heap.getAsDouble();
        if (used > limit) {
            LOG.infof("event=image-memory-shrunk heap=%d%% bytes=%d", Math.round(used * 100), cache.bytes());
            cache.shrink();
            shrunk = true;
        } else if (shrunk && used < limit - ROOM) {
            cache.grow();
            shrunk = false;
        }
    }

    /** What was left after the last collection: between two of them a heap fills up, and that is what it is for. */
    private static double heapInUse() {
        var kept = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getCollectionUsage)
                .filter(Objects::nonNull)
                .mapToLong(MemoryUsage::getUsed)
                .summaryStatistics();
        var runtime = Runtime.getRuntime();
        var used = kept.getCount() > 0 ? kept.getSum() : runtime.totalMemory() - runtime.freeMemory();
        return (double) used / runtime.maxMemory();
    }
}
