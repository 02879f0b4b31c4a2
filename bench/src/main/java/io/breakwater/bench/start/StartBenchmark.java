package io.breakwater.bench.start;

import io.breakwater.bench.Benchmark;
import io.breakwater.bench.Container;
import io.breakwater.bench.Options;
import io.breakwater.bench.load.Load;
import io.breakwater.bench.report.Cost;
import io.breakwater.bench.report.Resident;
import io.breakwater.bench.report.Table;
import io.breakwater.resilience.testing.Packaging;
import io.breakwater.resilience.testing.ServiceProcess;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

import static io.breakwater.bench.report.Table.tenths;
import static io.breakwater.bench.report.Table.whole;

/** From the start of the process to the first 200 of {@code /health/ready}, and the memory at rest and under load. */
public final class StartBenchmark implements Benchmark {

    /** Fine enough beside 100 ms, and little work beside a start. */
    private static final Duration ASKED_EVERY = Duration.ofMillis(2);

    @Override
    public String name() {
        return "start";
    }

    @Override
    public String help() {
        return """
                start                   how soon each service is ready, alone, and the memory it takes
                  --service=all         one of the four, or all
                  --starts=5            starts of each, after one that is not counted; the one in the middle is told
                  --rest=5              s without a request before the memory at rest is read
                  --rate=200            requests/s of the load
                  --seconds=15          s of the load
                  --connections=16      callers at the same time""";
    }

    @Override
    public void run(Options options, PrintStream out) throws Exception {
        var subjects = Subject.named(options.text("service", "all"));
        var runs = new Runs(
                options.number("starts", 5),
                options.seconds("rest", 5),
                options.number("rate", 200),
                options.seconds("seconds", 15),
                options.number("connections", 16));
        out.printf(
                "%s, %d cores, Java %s%n",
                System.getProperty("os.name"), Runtime.getRuntime().availableProcessors(), Runtime.version());
        var table = new Table(
                "service",
                "package",
                "ready ms",
                "processor ms",
                "at rest MiB",
                "under load MiB",
                "peak MiB",
                "limit MiB",
                "P99 ms",
                "answers");
        for (var subject : subjects) {
            for (var packaging : Packaging.values()) {
                if (packaging.isIn(subject.target())) {
                    measure(subject, packaging, runs, table);
                } else {
                    out.println(left(subject, packaging));
                }
            }
        }
        table.print(out);
    }

    private record Runs(int starts, Duration rest, int rate, Duration length, int connections) {}

    private static String left(Subject subject, Packaging packaging) {
        return subject.id + " is left out as " + Container.of(packaging).name() + ": "
                + switch (packaging) {
                    case JVM -> "./mvnw package makes it.";
                    case JVM_AOT -> "deploy/images/train " + subject.target() + "/quarkus-app makes its cache.";
                    case NATIVE -> "./mvnw package -Dnative makes it.";
                };
    }

    private static void measure(Subject subject, Packaging packaging, Runs runs, Table table) throws Exception {
        var millis = new double[runs.starts()];
        var processor = new double[runs.starts()];
        subject.packaged(packaging).start().close();
        for (var i = 0; i < runs.starts(); i++) {
            var begin = System.nanoTime();
            try (var service =
                    subject.packaged(packaging).askingEvery(ASKED_EVERY).start()) {
                millis[i] = (System.nanoTime() - begin) / 1e6;
                processor[i] = cost(service).processor().toNanos() / 1e6;
                if (i == runs.starts() - 1) {
                    table.row(row(subject, Container.of(packaging), middle(millis), middle(processor), service, runs));
                }
            }
        }
    }

    private static String[] row(
            Subject subject, Container place, double millis, double processor, ServiceProcess service, Runs runs)
            throws IOException, InterruptedException {
        Thread.sleep(runs.rest());
        var atRest = Resident.of(service.pid());
        var measured = new Load(service.baseUri(), runs.connections(), subject.requests).at(runs.rate(), runs.length());
        var loaded = Resident.of(service.pid());
        return new String[] {
            subject.id,
            place.name(),
            whole(millis),
            whole(processor),
            whole(atRest.now()),
            whole(loaded.now()),
            whole(loaded.peak()),
            whole(place.limit()),
            tenths(measured.percentile(99)),
            new TreeMap<>(measured.answers()).toString()
        };
    }

    private static Cost cost(ServiceProcess service) throws IOException {
        return Cost.of(List.of(ProcessHandle.of(service.pid()).orElseThrow()));
    }

    private static double middle(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }
}
