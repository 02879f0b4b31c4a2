package io.breakwater.resilience.machine;

import com.sun.management.OperatingSystemMXBean;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/** The machine as the JDK and Linux tell of it, within the limits of the container where there is one. */
@Singleton
final class ThisMachine implements Machine {

    private static final Path MEMINFO = Path.of("/proc/meminfo");
    private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");
    private static final Path CGROUP = Path.of("/sys/fs/cgroup");
    private static final Pattern TOTAL = Pattern.compile("(?m)^MemTotal:\\s+(\\d+) kB");
    private static final Pattern AVAILABLE = Pattern.compile("(?m)^MemAvailable:\\s+(\\d+) kB");
    private static final Pattern RECLAIMABLE = Pattern.compile("(?m)^inactive_file (\\d+)");

    private final OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    @Override
    public Heap heap() {
        var runtime = Runtime.getRuntime();
        // What was left after the last collection: between two of them a heap fills up, and that is what it is for.
        var kept = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(ThisMachine::kept)
                .flatMap(Optional::stream)
                .mapToLong(MemoryUsage::getUsed)
                .summaryStatistics();
        return kept.getCount() > 0
                ? new Heap(percent(kept.getSum(), runtime.maxMemory()), false)
                : new Heap(percent(runtime.totalMemory() - runtime.freeMemory(), runtime.maxMemory()), true);
    }

    /** Empty where this collector does not tell. */
    private static Optional<MemoryUsage> kept(MemoryPoolMXBean pool) {
        return Optional.ofNullable(pool.getCollectionUsage());
    }

    @Override
    public double memory() {
        var container = container();
        if (container.isPresent()) {
            return container.getAsDouble();
        }
        // What the JDK calls free leaves the page cache out, which a busy machine fills to the brim.
        var meminfo = read(MEMINFO);
        var total = number(TOTAL, meminfo);
        var available = number(AVAILABLE, meminfo);
        return total == null || available == null
                ? percent(system.getTotalMemorySize() - system.getFreeMemorySize(), system.getTotalMemorySize())
                : percent(total - available, total);
    }

    /** As Kubernetes counts before it evicts: what is used but for files that can be read again. */
    private static OptionalDouble container() {
        var limit = read(CGROUP.resolve("memory.max")).strip();
        var used = read(CGROUP.resolve("memory.current")).strip();
        if (!limit.matches("\\d{1,18}") || !used.matches("\\d{1,18}")) {
            return OptionalDouble.empty();
        }
        var reclaimable = number(RECLAIMABLE, read(CGROUP.resolve("memory.stat")));
        return OptionalDouble.of(
                percent(Long.parseLong(used) - (reclaimable == null ? 0 : reclaimable), Long.parseLong(limit)));
    }

    @Override
    public OptionalDouble cpu() {
        var load = system.getCpuLoad();
        return load >= 0 ? OptionalDouble.of(100 * load) : OptionalDouble.empty();
    }

    @Override
    public Optional<String> memoryOf() {
        return container().isPresent() ? Optional.empty() : host();
    }

    @Override
    public Optional<String> cpuOf() {
        // "max 100000" is no limit.
        return read(CGROUP.resolve("cpu.max")).matches("(?s)\\d.*") ? Optional.empty() : host();
    }

    /** The kernel's own name for this start of the machine, in short: nobody needs the whole. */
    private static Optional<String> host() {
        var boot = read(BOOT).strip();
        if (boot.isEmpty()) {
            return Optional.empty();
        }
        var bytes = new CRC32();
        bytes.update(boot.getBytes(StandardCharsets.UTF_8));
        return Optional.of(HexFormat.of().toHexDigits((int) bytes.getValue()));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException notThere) {
            return "";
        }
    }

    private static @Nullable Long number(Pattern pattern, String text) {
        var found = pattern.matcher(text);
        return found.find() ? Long.valueOf(found.group(1)) : null;
    }

    private static double percent(long used, long total) {
        return total <= 0 ? 0 : Math.clamp(100.0 * used / total, 0, 100);
    }
}
