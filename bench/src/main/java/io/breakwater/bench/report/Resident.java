package io.breakwater.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The memory of a process, in MiB; 0 where the system does not say it as Linux does.
 *
 * @param now what it has of the machine's memory
 * @param peak the most that it had since it was started
 */
public record Resident(double now, double peak) {

    public static Resident of(long pid) throws IOException {
        var status = Path.of("/proc", Long.toString(pid), "status");
        var lines = Files.exists(status) ? Files.readAllLines(status) : List.<String>of();
        return new Resident(mebibytes(lines, "VmRSS:"), mebibytes(lines, "VmHWM:"));
    }

    private static double mebibytes(List<String> lines, String name) {
        return lines.stream()
                        .filter(line -> line.startsWith(name))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                        .sum()
                / 1_024.0;
    }
}
