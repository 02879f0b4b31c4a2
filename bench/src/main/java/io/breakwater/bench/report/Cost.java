package io.breakwater.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
        var kibibytes = 0L;
        for (var process : processes) {
            processor = processor.plus(process.info().totalCpuDuration().orElse(Duration.ZERO));
            var status = Path.of("/proc", Long.toString(process.pid()), "status");
            if (Files.exists(status)) {
                kibibytes += Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("VmRSS:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                        .sum();
            }
        }
        return new Cost(processor, kibibytes / 1_024.0);
    }

    /** Seconds of processor since then. */
    public double since(Cost before) {
        return processor.minus(before.processor).toNanos() / 1e9;
    }
}
