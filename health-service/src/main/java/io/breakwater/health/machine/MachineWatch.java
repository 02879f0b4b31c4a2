package io.breakwater.health.machine;

import io.breakwater.health.background.Repeated;
import io.breakwater.health.component.CheckResult;
import io.breakwater.health.component.Component;
import io.breakwater.health.component.ComponentBoard;
import io.breakwater.health.component.Components;
import io.breakwater.health.suite.SuiteService;
import io.breakwater.health.suite.SuiteWatch;
import io.breakwater.resilience.machine.MachineReader;
import io.breakwater.resilience.machine.MachineReading;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells the board of this machine and of those of the other services' instances, as these told of them. Memory and CPU of
 * one machine are counted once: of an instance on this very machine only what is its own. A disk that hangs holds up nothing
 * but this.
 */
@Singleton
final class MachineWatch {

    private final MachineReader machine;
    private final Disk disk;
    private final MachineChecks checks;
    private final SuiteWatch suite;
    private final ComponentBoard board;
    private final Duration interval;
    private @Nullable Repeated looks;

    MachineWatch(MachineReader machine, Disk disk, MachineSettings settings, SuiteWatch suite, ComponentBoard board) {
        this.machine = machine;
        this.disk = disk;
        this.checks = new MachineChecks(settings);
        this.suite = suite;
        this.board = board;
        this.interval = settings.interval();
    }

    synchronized void start(@Observes StartupEvent event) {
        looks = Repeated.start("watch-machine", this::look);
    }

    synchronized void stop(@Observes ShutdownEvent event) {
        if (looks != null) {
            looks.close();
        }
    }

    private Duration look() {
        var own = machine.latest();
        board.report(Components.MEMORY, checks.memory(own, true));
        board.report(Components.CPU, checks.cpu(own));
        for (var service : SuiteService.values()) {
            others(service, own);
        }
        board.report(Components.DISK, checks.disk(disk));
        return interval;
    }

    private void others(SuiteService service, MachineReading own) {
        var memory = new LinkedHashMap<String, CheckResult>();
        var cpu = new LinkedHashMap<String, CheckResult>();
        var heard = false;
        for (var seen : suite.observations(service)) {
            var snapshot = seen.current();
            var reading = snapshot == null ? null : snapshot.machine();
            heard |= snapshot != null;
            if (reading != null) {
                memory.put(seen.instance(), checks.memory(reading, !same(reading.memoryOf(), own.memoryOf())));
                if (!same(reading.cpuOf(), own.cpuOf())) {
                    cpu.put(seen.instance(), checks.cpu(reading));
                }
            }
        }
        // Nobody tells while a service is away; then what was last known gets old on the board.
        if (heard) {
            report(Components.memoryOf(service.serviceName()), memory);
            report(Components.cpuOf(service.serviceName()), cpu);
        }
    }

    private void report(Component component, Map<String, CheckResult> found) {
        if (found.isEmpty()) {
            board.remove(component.name());
        } else {
            board.add(component);
            board.report(component, MachineChecks.together(found));
        }
    }

    private static boolean same(@Nullable String one, @Nullable String other) {
        return one != null && one.equals(other);
    }
}
