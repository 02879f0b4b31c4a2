package io.breakwater.imageproxy.fetch;

import io.breakwater.imageproxy.host.HostSettings;
import io.breakwater.imageproxy.outcome.FetchFailure;
import io.breakwater.imageproxy.url.ImageUrl;
import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.tracing.TracingPolicy;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP client for image hosts: connects to the address it is told, presents and verifies the name of the URL, and
 * tells the host nothing but what is in {@link #HEADERS}.
 */
@Singleton
class Connections implements Connector {

    /** The TLS configuration of image hosts, {@code quarkus.tls.images.*}; without it the JDK's authorities count. */
    private static final String TLS = "images";

    /** As a browser asks for an image; CDNs refuse what does not look like one. No cookie, no credential, no referrer. */
    private static final Map<String, String> HEADERS = Map.of(
            "User-Agent",
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36",
            "Accept",
            "image/avif,image/webp,image/png,image/jpeg,image/gif,image/*;q=0.8,*/*;q=0.5",
            "Accept-Language",
            "en-US,en;q=0.9",
            "Accept-Encoding",
            "identity",
            "Sec-Fetch-Dest",
            "image",
            "Sec-Fetch-Mode",
            "no-cors",
            "Sec-Fetch-Site",
            "cross-site");

    private static final int KEEP_ALIVE_SECONDS = 15;

    private final Vertx vertx;
    private final HttpClient client;
    private final FetchSettings settings;
    private final ByteBudget budget;
    private final InstantSource clock;

    Connections(
            Vertx vertx,
            FetchSettings settings,
            HostSettings hosts,
            TlsConfigurationRegistry tls,
            InstantSource clock) {
        this.clock = clock;
        this.vertx = vertx;
        this.settings = settings;
        this.budget = new ByteBudget(settings.maxBytesInFlight());
        var options = new HttpClientOptions()
                .setConnectTimeout((int) settings.connectLimit().toMillis())
                .setSslHandshakeTimeout(settings.connectLimit().toMillis())
                .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
                .setMaxHeaderSize(settings.maxHeaderBytes())
                .setKeepAliveTimeout(KEEP_ALIVE_SECONDS)
                .setDecompressionSupported(false)
                // A traceparent is for our own services.
                .setTracingPolicy(TracingPolicy.IGNORE);
        tls.get(TLS).map(TlsConfiguration::getTrustStoreOptions).ifPresent(options::setTrustOptions);
        this.client = vertx.createHttpClient(options, new PoolOptions().setHttp1MaxSize(hosts.permits()));
    }

    @Override
    public Answer get(ImageUrl url, InetAddress address, FetchOrder order, Duration limit)
            throws FetchFailure, InterruptedException {
        var host = url.host().text();
        var request = new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setSsl(url.tls())
                .setHost(host.startsWith("[") ? host.substring(1, host.length() - 1) : host)
                .setPort(url.port())
                .setServer(SocketAddress.inetSocketAddress(url.port(), address.getHostAddress()))
                .setURI(url.target())
                .setConnectTimeout(settings.connectLimit().toMillis())
                .setFollowRedirects(false);
        HEADERS.forEach(request::putHeader);
        order.known()
                .map(FetchOrder.Known::validators)
                .filter(known -> known.at(url))
                .ifPresent(known -> {
                    putHeader(request, "If-None-Match", known.etag());
                    putHeader(request, "If-Modified-Since", known.lastModified());
                });
        var hop = new Hop(vertx.getOrCreateContext(), url, address, order, settings, budget.lease(), clock);
        hop.start(() -> client.request(request));
        return hop.await(limit.toMillis());
    }

    private static void putHeader(RequestOptions request, String name, @Nullable String value) {
        if (value != null) {
            request.putHeader(name, value);
        }
    }

    @PreDestroy
    void close() {
        client.close();
    }
}
