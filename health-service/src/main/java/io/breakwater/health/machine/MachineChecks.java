package io.breakwater.health.machine;

import io.breakwater.health.component.CheckResult;
import io.breakwater.health.component.ComponentStatus;
import io.breakwater.resilience.machine.MachineReading;
import java.io.IOException;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the machines' numbers mean. */
final class MachineChecks {

    private final MachineSettings settings;

    MachineChecks(MachineSettings settings) {
        this.settings = settings;
    }

    /** @param whole whether what the machine or container has in use counts too, and not the heap alone */
    CheckResult memory(MachineReading reading, boolean whole) {
        @Nullable Double heap = reading.heap();
        if (heap == null && !whole) {
            return CheckResult.of(ComponentStatus.UNKNOWN, "its heap is not known yet");
        }
        var worst = Math.max(heap == null ? 0 : heap, whole ? reading.memory() : 0);
        var status = worst > settings.memoryUnhealthy()
                ? ComponentStatus.UNHEALTHY
                : worst > settings.memoryDegraded() ? ComponentStatus.DEGRADED : ComponentStatus.HEALTHY;
        return CheckResult.of(
                status,
                (heap == null ? "" : text("heap %.0f %%", heap) + (whole ? ", " : " in use"))
                        + (whole ? text("machine or container %.0f %% in use", reading.memory()) : ""));
    }

    /** A processor that is busy for a moment is well used; one that is busy for a minute is short. */
    CheckResult cpu(MachineReading reading) {
        @Nullable Double load = reading.cpu();
        if (load == null) {
            return CheckResult.notConfigured("this platform does not tell");
        }
        var busy = reading.cpuOfMinute() != null && reading.cpuOfMinute() > settings.cpuDegraded();
        return CheckResult.of(busy ? ComponentStatus.DEGRADED : ComponentStatus.HEALTHY, text("%.0f %% in use", load));
    }

    CheckResult disk(Disk disk) {
        try {
            var used = disk.used();
            return CheckResult.of(
                    used > settings.diskDegraded() ? ComponentStatus.DEGRADED : ComponentStatus.HEALTHY,
                    text("%.0f %% in use", used));
        } catch (IOException unreadable) {
            return CheckResult.of(ComponentStatus.UNHEALTHY, "the data directory's disk cannot be read");
        }
    }

    /**
     * What those of several instances say together: the worst of them, because each is short by itself.
     *
     * @param found by instance, at least one
     */
    static CheckResult together(Map<String, CheckResult> found) {
        var worst = found.entrySet().stream()
                .max(Comparator.comparingInt(entry -> badness(entry.getValue().status())))
                .orElseThrow();
        if (found.size() == 1) {
            return worst.getValue();
        }
        var lacking = found.values().stream()
                .filter(result ->
                        result.status() == ComponentStatus.DEGRADED || result.status() == ComponentStatus.UNHEALTHY)
                .count();
        return CheckResult.of(
                worst.getValue().status(),
                lacking == 0
                        ? found.size() + " instances have enough"
                        : lacking + " of " + found.size() + " instances: " + worst.getKey() + ": "
                                + worst.getValue().detail());
    }

    private static int badness(ComponentStatus status) {
        return switch (status) {
            case UNKNOWN -> 0;
            case NOT_CONFIGURED -> 1;
            case HEALTHY -> 2;
            case DEGRADED -> 3;
            case UNHEALTHY -> 4;
        };
    }

    private static String text(String format, double number) {
        return String.format(Locale.ROOT, format, number);
    }
}
