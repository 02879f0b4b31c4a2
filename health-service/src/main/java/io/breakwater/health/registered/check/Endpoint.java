package io.breakwater.health.registered.check;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * What is asked, and what its answer has to be like.
 *
 * @param url may carry a user and a password, so it is shown without them alone
 * @param timeout how long one check may take in all
 */
public record Endpoint(DependencyType type, URI url, Duration timeout, Conditions conditions) {

    /** User and password, decoded. */
    record Credentials(String user, String password) {
        @Override
        public String toString() {
            return "Credentials[hidden]";
        }
    }

    public Endpoint {
        requireNonNull(type, "type");
        requireNonNull(url, "url");
        requireNonNull(timeout, "timeout");
        requireNonNull(conditions, "conditions");
    }

    boolean secure() {
        return "https".equals(url.getScheme()) || "rediss".equals(url.getScheme());
    }

    int port() {
        if (url.getPort() >= 0) {
            return url.getPort();
        }
        return switch (type) {
            case HTTP, S3 -> secure() ? 443 : 80;
            case TCP -> throw new IllegalStateException("a tcp URL has a port");
            case POSTGRES -> 5432;
            case REDIS -> 6379;
        };
    }

    /** As a socket wants it: an IPv6 address without its brackets. */
    String host() {
        var host = url.getHost();
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    /** Path and query as they are sent. */
    String target() {
        var path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        return url.getRawQuery() == null ? path : path + "?" + url.getRawQuery();
    }

    Optional<Credentials> credentials() {
        var info = url.getRawUserInfo();
        if (info == null) {
            return Optional.empty();
        }
        var colon = info.indexOf(':');
        return Optional.of(
                colon < 0
                        ? new Credentials(decode(info), "")
                        : new Credentials(decode(info.substring(0, colon)), decode(info.substring(colon + 1))));
    }

    private static String decode(String text) {
        // A plus is a plus in this part of a URL.
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "Endpoint[" + type.slug() + "]";
    }
}
