package io.breakwater.bench;

import io.breakwater.bench.ai.AiBenchmark;
import io.breakwater.bench.health.HealthBenchmark;
import io.breakwater.bench.image.ImagesBenchmark;
import io.breakwater.bench.start.StartBenchmark;
import io.breakwater.bench.usage.UsageBenchmark;
import java.util.Arrays;
import java.util.List;

/** {@code bench/run <benchmark> [--option=value ...]}: runs one benchmark and prints its tables. */
public final class Main {

    private static final List<Benchmark> BENCHMARKS = List.of(
            new UsageBenchmark(),
            new ImagesBenchmark(),
            new AiBenchmark(),
            new HealthBenchmark(),
            new StartBenchmark());

    private Main() {}

    public static void main(String[] arguments) throws Exception {
        var named = BENCHMARKS.stream()
                .filter(benchmark -> arguments.length > 0 && arguments[0].equals(benchmark.name()))
                .findFirst();
        var options = Arrays.asList(arguments).subList(Math.min(1, arguments.length), arguments.length);
        // The one place that prints: a program's answer to who runs it.
        var out = System.out;
        if (named.isEmpty() || options.contains("--help")) {
            out.println("Usage: bench/run <benchmark> [--option=value ...]\n");
            BENCHMARKS.forEach(benchmark -> out.println(benchmark.help()));
            System.exit(options.contains("--help") ? 0 : 1);
        }
        try {
            named.get().run(Options.parse(options), out);
        } catch (IllegalArgumentException wrong) {
            out.println(wrong.getMessage());
            System.exit(1);
        }
    }
}
