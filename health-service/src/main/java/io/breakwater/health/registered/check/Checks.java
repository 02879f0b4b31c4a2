package io.breakwater.health.registered.check;

import io.breakwater.health.component.CheckResult;
import io.breakwater.health.component.ComponentStatus;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/** Asks any endpoint, bounded by its timeout whatever it does. Never blocks and never fails. */
@Singleton
public final class Checks {

    private final Vertx vertx;
    private final HttpCheck http;
    private final TcpCheck tcp;
    private final RedisCheck redis;
    private final PostgresCheck postgres;
    private final S3Check s3;

    Checks(Vertx vertx, HttpCheck http, TcpCheck tcp, RedisCheck redis, PostgresCheck postgres, S3Check s3) {
        this.vertx = vertx;
        this.http = http;
        this.tcp = tcp;
        this.redis = redis;
        this.postgres = postgres;
        this.s3 = s3;
    }

    public Future<Verdict> of(Endpoint endpoint) {
        var verdict = Promise.<Verdict>promise();
        var timer = vertx.setTimer(
                endpoint.timeout().toMillis(),
                late -> verdict.tryComplete(Verdict.away("no answer within its timeout")));
        try {
            ask(endpoint)
                    .onSuccess(verdict::tryComplete)
                    .onFailure(failure -> verdict.tryComplete(Verdict.away(why(failure))));
        } catch (RuntimeException failure) {
            verdict.tryComplete(Verdict.away(why(failure)));
        }
        return verdict.future()
                .onComplete(known -> vertx.cancelTimer(timer))
                .map(known -> slow(known, endpoint.conditions()));
    }

    private Future<Verdict> ask(Endpoint endpoint) {
        return switch (endpoint.type()) {
            case HTTP -> http.of(endpoint);
            case TCP -> tcp.of(endpoint);
            case REDIS -> redis.of(endpoint);
            case POSTGRES -> postgres.of(endpoint);
            case S3 -> s3.of(endpoint);
        };
    }

    private static Verdict slow(Verdict verdict, Conditions conditions) {
        var ms = verdict.result().latencyMs();
        var limit = conditions.maxMs();
        return verdict.result().status() == ComponentStatus.HEALTHY && ms != null && limit != null && ms > limit
                ? new Verdict(new CheckResult(ComponentStatus.DEGRADED, ms, "slower than " + limit + " ms"), true)
                : verdict;
    }

    /** Never the failure's own words, which hold addresses. */
    private static String why(Throwable failure) {
        return switch (failure) {
            case UnknownHostException _ -> "its name is not known";
            case SSLException _ -> "its certificate or TLS is not as it should be";
            case TimeoutException _ -> "no answer within its timeout";
            case ConnectException _ -> "no connection";
            default -> "the connection broke";
        };
    }

    static double since(long started) {
        return Math.round((System.nanoTime() - started) / 10_000.0) / 100.0;
    }
}
