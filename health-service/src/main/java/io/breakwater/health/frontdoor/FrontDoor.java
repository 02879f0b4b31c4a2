package io.breakwater.health.frontdoor;

import io.breakwater.health.suite.SuiteService;
import io.breakwater.health.suite.SuiteWatch;
import io.breakwater.resilience.config.SuiteSettings;
import io.breakwater.resilience.problem.ProblemCode;
import io.breakwater.resilience.problem.ProblemException;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.httpproxy.Body;
import io.vertx.httpproxy.ProxyRequest;
import io.vertx.httpproxy.ProxyResponse;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Passes requests for the suite's public paths to the services that answer them, streaming. Runs on the event loop and
 * never blocks it. Limits, access and shedding have been applied by the edge that every service has before a request
 * comes here.
 */
@Singleton
final class FrontDoor {

    private static final Logger LOG = Logger.getLogger(FrontDoor.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final FrontDoorSettings settings;
    private final SuiteSettings suite;
    private final SuiteWatch watch;
    private final HttpClient client;

    FrontDoor(FrontDoorSettings settings, SuiteSettings suite, SuiteWatch watch, Vertx vertx) {
        this.settings = settings;
        this.suite = suite;
        this.watch = watch;
        this.client = vertx.createHttpClient(new HttpClientOptions()
                .setConnectTimeout(Math.toIntExact(settings.connectLimit().toMillis()))
                .setMaxPoolSize(settings.maxConnections())
                // Nobody is served by waiting in a line before a service that is busy.
                .setMaxWaitQueueSize(0)
                .setDecompressionSupported(false));
    }

    @PreDestroy
    void close() {
        client.close();
    }

    void open(@Observes Router router) {
        if (!settings.enabled()) {
            return;
        }
        for (var path : PublicPath.values()) {
            router.route(path.pattern()).handler(context -> pass(context, path.service()));
        }
    }

    private void pass(RoutingContext context, SuiteService service) {
        var request = ProxyRequest.reverseProxy(context.request());
        // What was matched is what is asked for: no other reading of dots and slashes leads elsewhere.
        request.setURI(uri(context));
        PassingHeaders.inward(request.headers(), context.request());
        var received = received(context);
        if (received != null || context.request().isEnded()) {
            request.setBody(received == null ? null : Body.body(received));
        }
        client.request(target(service.address(suite)))
                .onFailure(failure -> refuse(context, service, failure, away()))
                .onSuccess(connected -> request.send(connected)
                        .onSuccess(response -> answer(context, response))
                        .onFailure(failure -> refuse(context, service, failure, broken(failure))));
    }

    private static String uri(RoutingContext context) {
        var query = context.request().query();
        return query == null ? context.normalizedPath() : context.normalizedPath() + "?" + query;
    }

    /** The body where the edge has received it whole. */
    private static @Nullable Buffer received(RoutingContext context) {
        var body = context.body();
        return body == null ? null : body.buffer();
    }

    private RequestOptions target(URI address) {
        var ssl = "https".equals(address.getScheme());
        return new RequestOptions()
                .setHost(address.getHost())
                .setPort(address.getPort() < 0 ? (ssl ? 443 : 80) : address.getPort())
                .setSsl(ssl)
                .setFollowRedirects(false)
                .setConnectTimeout(settings.connectLimit().toMillis())
                .setIdleTimeout(settings.timeLimit().toMillis());
    }

    private static void answer(RoutingContext context, ProxyResponse response) {
        if (context.response().closed()) {
            response.release();
            return;
        }
        PassingHeaders.outward(response.headers(), context.response());
        response.send()
                .onFailure(cut -> LOG.debugf(
                        "event=front-door-cut cause=%s", cut.getClass().getName()));
    }

    private void refuse(RoutingContext context, SuiteService service, Throwable failure, ProblemException problem) {
        if (context.response().ended() || context.response().closed()) {
            return;
        }
        LOG.warnf(
                "event=front-door-failed service=%s cause=%s",
                service.serviceName(), failure.getClass().getName());
        watch.look(service);
        context.fail(problem);
    }

    /** No connection was made: the service has done nothing, and asking again does no harm. */
    private static ProblemException away() {
        return ProblemException.of(ProblemCode.DEPENDENCY_UNAVAILABLE, "The service that answers this is away")
                .retryAfter(RETRY_AFTER);
    }

    /** The request may have arrived, so the service may have done what it asks for. */
    private static ProblemException broken(Throwable failure) {
        return failure instanceof TimeoutException
                ? ProblemException.of(ProblemCode.TIMEOUT, "The service did not answer within its time limit")
                : ProblemException.of(ProblemCode.UPSTREAM_ERROR, "The service broke off before it answered");
    }
}
