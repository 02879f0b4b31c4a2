package io.breakwater.bench.image;

import io.breakwater.bench.load.Load;
import io.breakwater.bench.load.Measured;
import io.breakwater.bench.load.Requests;
import io.breakwater.bench.report.Table;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

import static io.breakwater.bench.report.Table.tenths;
import static io.breakwater.bench.report.Table.whole;

/** What the images of one host cost while another host takes connections and says nothing. Both at a steady rate. */
final class Isolation {

    private static final int CALLERS = 16;
    private static final int GOOD_PER_SECOND = 200;
    private static final int BAD_PER_SECOND = 20;

    private final URI service;
    private final Function<String, Requests> requests;
    private final Duration warmUp;
    private final Duration length;

    /** @param requests for fresh images below a place */
    Isolation(URI service, Function<String, Requests> requests, Duration warmUp, Duration length) {
        this.service = service;
        this.requests = requests;
        this.warmUp = warmUp;
        this.length = length;
    }

    void run(Origin origin, PrintStream out) throws Exception {
        var table = new Table("misses of a host", "answers/s", "P50 ms", "P95 ms", "P99 ms", "max ms");
        var good = new Load(service, CALLERS, requests.apply("http://127.0.0.1:" + origin.port()));
        good.at(GOOD_PER_SECOND, warmUp);
        row(table, "alone", good.at(GOOD_PER_SECOND, length));
        try (var silent = new ServerSocket(origin.port(), 512, InetAddress.getByName("::1"));
                var others = Executors.newSingleThreadExecutor()) {
            var bad = new Load(service, CALLERS, requests.apply("http://[::1]:" + silent.getLocalPort()));
            var meanwhile = others.submit(() -> bad.at(BAD_PER_SECOND, length));
            row(table, "while another hangs", good.at(GOOD_PER_SECOND, length));
            row(table, "the one that hangs", meanwhile.get());
        } catch (IOException noIpv6) {
            out.println("There is no [::1] here: one host beside another was not measured.");
        }
        table.print(out);
    }

    private static void row(Table table, String what, Measured measured) {
        table.row(
                what,
                whole(measured.perSecond()),
                tenths(measured.percentile(50)),
                tenths(measured.percentile(95)),
                tenths(measured.percentile(99)),
                tenths(measured.max()));
    }

    /** Each request for another image. */
    static Requests fresh(Function<String, String> path) {
        var number = new AtomicLong(System.nanoTime());
        return () -> Requests.get(path.apply("/" + number.incrementAndGet() + ".jpg"));
    }
}
