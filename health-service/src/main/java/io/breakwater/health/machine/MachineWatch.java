package io.breakwater.health.machine;

import io.breakwater.health.background.Repeated;
import io.breakwater.health.component.ComponentBoard;
import io.breakwater.health.component.Components;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Looks at the machine now and then. A disk that hangs holds up nothing but this. */
@Singleton
final class MachineWatch {

    private final MachineChecks checks;
    private final ComponentBoard board;
    private final Duration interval;
    private @Nullable Repeated looks;

    MachineWatch(Machine machine, MachineSettings settings, ComponentBoard board) {
        this.checks = new MachineChecks(machine, settings);
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
        board.report(Components.MEMORY, checks.memory());
        board.report(Components.CPU, checks.cpu());
        board.report(Components.DISK, checks.disk());
        return interval;
    }
}
