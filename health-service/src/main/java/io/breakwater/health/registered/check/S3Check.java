package io.breakwater.health.registered.check;

import io.vertx.core.Future;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/**
 * A signed listing of one key of a bucket ({@code https://key:secret@host/bucket?region=eu-central-1}), so that it shows
 * that the store answers, knows the bucket and lets us in. Unsigned where the URL has no key.
 */
@Singleton
final class S3Check implements Check {

    private static final String REGION = "us-east-1";

    private final OutwardHttp client;
    private final InstantSource clock;

    S3Check(OutwardHttp client, InstantSource clock) {
        this.client = client;
        this.clock = clock;
    }

    @Override
    public Future<Verdict> of(Endpoint endpoint) {
        var started = System.nanoTime();
        var path = endpoint.url().getRawPath();
        var bucket = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        var query = "list-type=2&max-keys=1";
        var listing = new Endpoint(
                endpoint.type(),
                endpoint.url().resolve(bucket + "?" + query),
                endpoint.timeout(),
                endpoint.conditions());
        return client.get(
                listing,
                request -> endpoint.credentials().ifPresent(known -> new AwsSignature(
                                known.user(), known.password(), region(endpoint), "s3", clock.instant())
                        .headers("GET", authority(endpoint), bucket, query)
                        .forEach(request::putHeader)),
                false,
                (response, body) -> judge(response.statusCode(), Checks.since(started)));
    }

    private static Verdict judge(int status, double ms) {
        return switch (status) {
            case 200 -> Verdict.healthy(ms);
            case 401, 403 -> Verdict.wrong(ms, "it refuses the credentials");
            case 404 -> Verdict.wrong(ms, "it has no such bucket");
            default -> Verdict.wrong(ms, "it answers with status " + status);
        };
    }

    /** As the Host header has it: the port only where it is not the scheme's own. */
    private static String authority(Endpoint endpoint) {
        var port = endpoint.port();
        var usual = port == (endpoint.secure() ? 443 : 80);
        return usual ? endpoint.url().getHost() : endpoint.url().getHost() + ":" + port;
    }

    private static String region(Endpoint endpoint) {
        var query = endpoint.url().getRawQuery();
        return query != null && query.matches("region=[a-z0-9-]{1,32}") ? query.substring("region=".length()) : REGION;
    }
}
