package io.breakwater.bench.report;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * What processes have taken of the machine so far.
 *
 * @param processor of all cores together
 * @param residentMebibytes memory now; 0 where the system does not say it as Linux does
 */
public record Cost(Duration processor, double residentMebibytes) {

    public static Cost of(List<ProcessHandle> processes) throws IOException {
        var processor = Duration.ZERO;
        var resident = 0.0;
        for (var process : processes) {
            processor = processor.plus(process.info().totalCpuDuration().orElse(Duration.ZERO));
            resident += Resident.of(process.pid()).now();
        }
        return new Cost(processor, resident);
    }

    /** Seconds of processor since then. */
    public double since(Cost before) {
        return processor.minus(before.processor).toNanos() / 1e9;
    }
}
