package io.breakwater.imageproxy.guard;

import io.breakwater.imageproxy.url.Host;
import io.breakwater.imageproxy.url.HostPattern;
import java.util.List;

/** Which host names may be asked at all, before any of them is looked up. */
final class HostRules {

    /**
     * Names that mean this machine or this network: RFC 6761 (localhost, test, invalid), RFC 6762 (local), RFC 8375
     * (home.arpa), RFC 7686 (onion), RFC 9476 (alt), and internal, which ICANN reserved in 2024.
     */
    private static final List<String> INWARD =
            List.of(".localhost", ".local", ".internal", ".home.arpa", ".test", ".invalid", ".onion", ".alt");

    private final List<HostPattern> allowed;
    private final boolean inwardAllowed;

    HostRules(List<String> allowed, boolean inwardAllowed) {
        this.allowed = HostPattern.parseAll(allowed);
        this.inwardAllowed = inwardAllowed;
    }

    boolean admit(Host host) {
        return (inwardAllowed || !inward(host.text()))
                && (allowed.isEmpty() || allowed.stream().anyMatch(hosts -> hosts.matches(host)));
    }

    private static boolean inward(String name) {
        return name.indexOf('.') < 0 && !name.startsWith("[") || INWARD.stream().anyMatch(name::endsWith);
    }
}
