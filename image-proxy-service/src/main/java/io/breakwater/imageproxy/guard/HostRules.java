package io.breakwater.imageproxy.guard;

import java.util.List;
import java.util.Locale;

/** Which host names may be asked at all, before any of them is looked up. */
final class HostRules {

    /**
     * Names that mean this machine or this network: RFC 6761 (localhost, test, invalid), RFC 6762 (local), RFC 8375
     * (home.arpa), RFC 7686 (onion), RFC 9476 (alt), and internal, which ICANN reserved in 2024.
     */
    private static final List<String> INWARD =
            List.of(".localhost", ".local", ".internal", ".home.arpa", ".test", ".invalid", ".onion", ".alt");

    private final List<String> allowed;
    private final boolean inwardAllowed;

    HostRules(List<String> allowed, boolean inwardAllowed) {
        this.allowed = allowed.stream()
                .map(rule -> rule.toLowerCase(Locale.ROOT).strip())
                .toList();
        this.inwardAllowed = inwardAllowed;
    }

    boolean admit(String host) {
        return (inwardAllowed || !inward(host))
                && (allowed.isEmpty() || allowed.stream().anyMatch(rule -> matches(rule, host)));
    }

    private static boolean inward(String name) {
        return name.indexOf('.') < 0 && !name.startsWith("[") || INWARD.stream().anyMatch(name::endsWith);
    }

    /** The dot belongs to what must match, so that {@code evilexample.com} is not below {@code example.com}. */
    private static boolean matches(String rule, String host) {
        return rule.startsWith("*.") ? host.endsWith(rule.substring(1)) : host.equals(rule);
    }
}
