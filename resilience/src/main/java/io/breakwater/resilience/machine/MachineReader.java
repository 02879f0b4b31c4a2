package io.breakwater.resilience.machine;

import io.quarkus.runtime.Startup;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Reads the machine every {@value #INTERVAL_S} s, so that whoever asks has the answer at once. Safe for use by many threads. */
@Startup
@Singleton
public final class MachineReader {

    static final int INTERVAL_S = 10;

    private static final Logger LOG = Logger.getLogger(MachineReader.class);
    private static final int A_MINUTE = (int) (Duration.ofMinutes(1).toSeconds() / INTERVAL_S);

    private final Machine machine;
    private final LastMinute heaps = new LastMinute(A_MINUTE);
    private final LastMinute loads = new LastMinute(A_MINUTE);
    private final Thread thread;
    private volatile MachineReading latest;

    MachineReader(Machine machine) {
        this.machine = machine;
        this.latest = read();
        this.thread = Thread.ofVirtual().name("machine").start(this::run);
    }

    @PreDestroy
    void stop() {
        thread.interrupt();
    }

    /** At most {@value #INTERVAL_S} s old. */
    public MachineReading latest() {
        return latest;
    }

    private void run() {
        try {
            while (true) {
                TimeUnit.SECONDS.sleep(INTERVAL_S);
                latest = known();
            }
        } catch (InterruptedException end) {
            LOG.debug("event=machine-reader-ended");
        }
    }

    private MachineReading known() {
        try {
            return read();
        } catch (RuntimeException unreadable) {
            LOG.error("event=machine-unreadable", unreadable);
            return latest;
        }
    }

    /** Once more; by one thread at a time. */
    MachineReading read() {
        var heap = machine.heap();
        var cpu = machine.cpu();
        @Nullable Double heapOfMinute = heaps.least(heap.percent());
        return new MachineReading(
                heap.garbageIncluded() ? rounded(heapOfMinute) : rounded(heap.percent()),
                Math.round(machine.memory() * 10) / 10.0,
                cpu.isPresent() ? rounded(cpu.getAsDouble()) : null,
                cpu.isPresent() ? rounded(loads.least(cpu.getAsDouble())) : null,
                machine.memoryOf().orElse(null),
                machine.cpuOf().orElse(null));
    }

    /** One decimal: the rest is noise to a reader. */
    private static @Nullable Double rounded(@Nullable Double percent) {
        return percent == null ? null : Math.round(percent * 10) / 10.0;
    }
}
