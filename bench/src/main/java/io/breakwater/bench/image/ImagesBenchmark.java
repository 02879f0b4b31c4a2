package io.breakwater.bench.image;

import io.breakwater.bench.Benchmark;
import io.breakwater.bench.Container;
import io.breakwater.bench.Options;
import io.breakwater.bench.load.Load;
import io.breakwater.bench.load.Requests;
import io.breakwater.bench.report.Cost;
import io.breakwater.bench.report.Table;
import io.breakwater.resilience.testing.Packaging;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;

import static io.breakwater.bench.report.Table.tenths;
import static io.breakwater.bench.report.Table.whole;
import static java.nio.charset.StandardCharsets.UTF_8;

/** What image-proxy-service costs for an image that it has, and for one that it has to fetch. */
public final class ImagesBenchmark implements Benchmark {

    private static final String SPEED = "speed";
    private static final String ISOLATION = "isolation";
    private static final Path TARGET = Path.of("image-proxy-service", "target");

    private final Table table = new Table(
            "server", "what", "answers/s", "answers per CPU s", "P50 ms", "P99 ms", "max ms", "RSS MiB", "answers");

    @Override
    public String name() {
        return "images";
    }

    @Override
    public String help() {
        return """
                images                  what image-proxy-service costs for hits and misses, next to nginx and Next.js
                  --part=all            speed, isolation or all
                  --packaging=jvm       or jvm_aot (made by deploy/images/train) or native
                  --connections=32      callers at the same time
                  --warm-up=30          s before each measurement
                  --seconds=10          s of each measurement
                  --images=10000        distinct images in the last measurement""";
    }

    @Override
    public void run(Options options, PrintStream out) throws Exception {
        try (var origin = new Origin()) {
            var runs = new Runs(
                    options.packaging(),
                    options.number("connections", 32),
                    options.seconds("warm-up", 30),
                    options.seconds("seconds", 10),
                    options.number("images", 10_000));
            out.printf(
                    "%s, %d cores, Java %s, %s, a JPEG of %s bytes%n",
                    System.getProperty("os.name"),
                    Runtime.getRuntime().availableProcessors(),
                    Runtime.version(),
                    Container.of(runs.packaging()).name(),
                    whole(origin.size()));
            var part = options.text("part", "all");
            breakwater(origin, runs, part, out);
            var nginx = Nginx.find();
            if (part.equals(ISOLATION)) {
                return;
            }
            if (nginx.isPresent()) {
                try (var server = Nginx.started(nginx.get(), origin)) {
                    measure("nginx proxy_cache", server.base(), server.processes(), n -> "/" + n + ".jpg", runs);
                }
            } else {
                out.println("nginx is not installed (Debian: apt-get install nginx): nothing to compare with.");
            }
            var next = NextJs.find(origin, out);
            if (next.isPresent()) {
                try (var server = next.get()) {
                    measure(
                            "Next.js",
                            server.base(),
                            server.processes(),
                            n -> NextJs.path("http://127.0.0.1:" + origin.port() + "/" + n + ".jpg"),
                            runs);
                }
            }
        }
        table.print(out);
    }

    private record Runs(Packaging packaging, int connections, Duration warmUp, Duration length, int images) {}

    private void breakwater(Origin origin, Runs runs, String part, PrintStream out) throws Exception {
        try (var service = Container.service(TARGET, runs.packaging())
                .env("BREAKWATER_IMAGE_GUARD_PORTS", Integer.toString(origin.port()))
                .env("BREAKWATER_IMAGE_GUARD_ALLOWED_RANGES", "127.0.0.0/8,::1/128")
                .start()) {
            if (!part.equals(ISOLATION)) {
                measure(
                        "Breakwater",
                        service.baseUri(),
                        List.of(ProcessHandle.of(service.pid()).orElseThrow()),
                        n -> path("http://127.0.0.1:" + origin.port() + "/" + n + ".jpg"),
                        runs);
            }
            if (!part.equals(SPEED)) {
                new Isolation(
                                service.baseUri(),
                                place -> Isolation.fresh(image -> path(place + image)),
                                runs.warmUp(),
                                runs.length())
                        .run(origin, out);
            }
        }
    }

    private static String path(String image) {
        return "/api/proxy-image?fallback=none&url=" + URLEncoder.encode(image, UTF_8);
    }

    private void measure(String server, URI base, List<ProcessHandle> processes, LongFunction<String> path, Runs runs)
            throws IOException {
        var fresh = new AtomicLong(1_000_000);
        measure(server, "hit, one image", base, processes, () -> Requests.get(path.apply(0)), runs);
        measure(server, "miss", base, processes, () -> Requests.get(path.apply(fresh.incrementAndGet())), runs);
        measure(
                server,
                whole(runs.images()) + " images",
                base,
                processes,
                () -> Requests.get(path.apply(ThreadLocalRandom.current().nextLong(runs.images()))),
                runs);
    }

    private void measure(
            String server, String what, URI base, List<ProcessHandle> processes, Requests requests, Runs runs)
            throws IOException {
        var load = new Load(base, runs.connections(), requests);
        load.asFastAsItGoes(runs.warmUp());
        var before = Cost.of(processes);
        var measured = load.asFastAsItGoes(runs.length());
        var cost = Cost.of(processes);
        table.row(
                server,
                what,
                whole(measured.perSecond()),
                whole(measured.acknowledged() / cost.since(before)),
                tenths(measured.percentile(50)),
                tenths(measured.percentile(99)),
                tenths(measured.max()),
                whole(cost.residentMebibytes()),
                new TreeMap<>(measured.answers()).toString());
    }
}
