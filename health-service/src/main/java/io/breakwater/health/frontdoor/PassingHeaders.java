package io.breakwater.health.frontdoor;

import io.breakwater.resilience.request.TraceId;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Which headers pass the front door, either way. */
final class PassingHeaders {

    /** Of one connection, not of the message (RFC 9110, 7.6.1). */
    private static final List<String> HOP_BY_HOP = List.of(
            "connection",
            "keep-alive",
            "proxy-authenticate",
            "proxy-authorization",
            "proxy-authentication-info",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");

    /** Nobody outside may say where a request came from. */
    private static final List<String> ORIGIN = List.of(
            "forwarded",
            "x-forwarded-for",
            "x-forwarded-host",
            "x-forwarded-port",
            "x-forwarded-prefix",
            "x-forwarded-proto",
            "x-forwarded-server",
            "x-forwarded-ssl",
            "x-real-ip");

    /** Answered at the edge, where the browser's origin is judged. */
    private static final String CORS = "access-control-";

    /** May be there more than once: each line says something of its own. */
    private static final Set<String> SEVERAL = Set.of("vary", "set-cookie");

    private PassingHeaders() {}

    /** Makes of a caller's headers those that a service of the suite gets. */
    static void inward(MultiMap headers, HttpServerRequest request) {
        removeNamedByConnection(headers);
        HOP_BY_HOP.forEach(headers::remove);
        ORIGIN.forEach(headers::remove);
        // The edge has received the body already and answered this.
        headers.remove(HttpHeaders.EXPECT);
        headers.set("X-Forwarded-For", request.remoteAddress().hostAddress());
        headers.set("X-Forwarded-Proto", request.isSSL() ? "https" : "http");
        if (request.authority() != null) {
            headers.set("X-Forwarded-Host", request.authority().toString());
        }
        trace(headers);
    }

    /** Both services log under the id that the edge gave the request, also where the caller's own was of no use. */
    private static void trace(MultiMap headers) {
        var id = TraceId.current();
        var given = headers.get("traceparent");
        if (id != null && (given == null || !given.contains(id))) {
            headers.set("traceparent", String.valueOf(TraceId.traceparent()));
        }
    }

    /** Makes of a service's headers those that the caller gets; what the edge has said already is said once. */
    static void outward(MultiMap headers, HttpServerResponse response) {
        removeNamedByConnection(headers);
        HOP_BY_HOP.forEach(headers::remove);
        var names = headers.names().stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        for (var name : names) {
            if (name.startsWith(CORS)) {
                headers.remove(name);
            } else if (!SEVERAL.contains(name)) {
                response.headers().remove(name);
            }
        }
    }

    private static void removeNamedByConnection(MultiMap headers) {
        for (var line : headers.getAll(HttpHeaders.CONNECTION)) {
            for (var name : line.split(",")) {
                if (!name.isBlank()) {
                    headers.remove(name.strip());
                }
            }
        }
    }
}
