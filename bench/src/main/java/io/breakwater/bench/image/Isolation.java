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

    /**
     * Rehearsed with a third host: what a host that hangs sets in motion runs for the first time then, and a JVM that compiles
     * it would be measured instead.
     */
    void run(Origin origin, PrintStream out) throws Exception {
        var table = new Table("misses of a host", "answers/s", "P50 ms", "P95 ms", "P99 ms", "max ms");
        var good = new Load(service, CALLERS, requests.apply("http://127.0.0.1:" + origin.port()));
        try {
            besides(good, "127.0.0.2", origin.port(), warmUp);
        } catch (IOException oneAddress) {
            out.println("127.0.0.2 is not this machine's: the first host that hangs is the one that was measured.");
            good.at(GOOD_PER_SECOND, warmUp);
        }
        row(table, "alone", good.at(GOOD_PER_SECOND, length));
        try {
            var both = besides(good, "::1", origin.port(), length);
            row(table, "while another hangs", both.good());
            row(table, "the one that hangs", both.bad());
        } catch (IOException noIpv6) {
            out.println("There is no [::1] here: one host beside another was not measured.");
        }
        row(table, "alone again", good.at(GOOD_PER_SECOND, length));
        table.print(out);
    }

    private record Both(Measured good, Measured bad) {}

    private Both besides(Load good, String address, int port, Duration time) throws Exception {
        try (var silent = new ServerSocket(port, 512, InetAddress.getByName(address));
                var others = Executors.newSingleThreadExecutor()) {
            var place = "http://" + (address.contains(":") ? "[" + address + "]" : address) + ":";
            var bad = new Load(service, CALLERS, requests.apply(place + silent.getLocalPort()));
            var meanwhile = others.submit(() -> bad.at(BAD_PER_SECOND, time));
            return new Both(good.at(GOOD_PER_SECOND, time), meanwhile.get());
        }
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
