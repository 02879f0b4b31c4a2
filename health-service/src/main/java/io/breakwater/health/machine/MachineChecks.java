package io.breakwater.health.machine;

import io.breakwater.health.component.CheckResult;
import io.breakwater.health.component.ComponentStatus;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the machine's numbers mean. For one thread. */
final class MachineChecks {

    /** A processor that is busy for a moment is well used; one that is busy for this long is short. */
    private static final Duration SUSTAINED = Duration.ofMinutes(1);

    private final Machine machine;
    private final MachineSettings settings;
    private final Deque<Double> loads = new ArrayDeque<>();
    private final Deque<Double> heaps = new ArrayDeque<>();
    private final int window;

    MachineChecks(Machine machine, MachineSettings settings) {
        this.machine = machine;
        this.settings = settings;
        this.window = (int) Math.max(1, SUSTAINED.dividedBy(settings.interval()));
    }

    CheckResult memory() {
        var heap = machine.heap();
        var all = machine.memory();
        var worst = Math.max(heap.garbageIncluded() ? sustained(heap.percent()) : heap.percent(), all);
        var status = worst > settings.memoryUnhealthy()
                ? ComponentStatus.UNHEALTHY
                : worst > settings.memoryDegraded() ? ComponentStatus.DEGRADED : ComponentStatus.HEALTHY;
        return CheckResult.of(status, text("heap %.0f %%, machine or container %.0f %% in use", heap.percent(), all));
    }

    /** What was never gone below for a minute is in use, whatever of the rest is garbage; 0 until a minute is known. */
    private double sustained(double heap) {
        return remember(heaps, heap)
                ? heaps.stream().mapToDouble(Double::doubleValue).min().orElse(0)
                : 0;
    }

    /** Answers whether a minute is known. */
    private boolean remember(Deque<Double> readings, double latest) {
        readings.addLast(latest);
        if (readings.size() > window) {
            readings.removeFirst();
        }
        return readings.size() == window;
    }

    CheckResult cpu() {
        var load = machine.cpu();
        if (load.isEmpty()) {
            return CheckResult.notConfigured("this platform does not tell");
        }
        var sustained =
                remember(loads, load.getAsDouble()) && loads.stream().allMatch(busy -> busy > settings.cpuDegraded());
        return CheckResult.of(
                sustained ? ComponentStatus.DEGRADED : ComponentStatus.HEALTHY,
                text("%.0f %% in use", load.getAsDouble(), null));
    }

    CheckResult disk() {
        try {
            var used = machine.disk();
            return CheckResult.of(
                    used > settings.diskDegraded() ? ComponentStatus.DEGRADED : ComponentStatus.HEALTHY,
                    text("%.0f %% in use", used, null));
        } catch (IOException unreadable) {
            return CheckResult.of(ComponentStatus.UNHEALTHY, "the data directory's disk cannot be read");
        }
    }

    private static String text(String format, double first, @Nullable Double second) {
        return second == null
                ? String.format(Locale.ROOT, format, first)
                : String.format(Locale.ROOT, format, first, second);
    }
}
