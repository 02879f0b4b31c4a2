package io.breakwater.imageproxy.url;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Which hosts a rule is for: {@code example.com} is that host, {@code *.example.com} all below it, {@code
 * media-*.example.com} what the star stands for, dots included; {@code *} is any host. A star at the start is followed by
 * a dot, so that {@code evilexample.com} never passes for {@code example.com}.
 */
public final class HostPattern {

    private static final Pattern FORM = Pattern.compile("\\*|(?:\\*\\.)?[a-z0-9_\\[\\]:.-]+(?:\\*[a-z0-9_.-]+)*");

    private final Pattern hosts;

    private HostPattern(Pattern hosts) {
        this.hosts = hosts;
    }

    /** @throws IllegalArgumentException where the text is no such rule */
    public static HostPattern parse(String text) {
        var rule = text.strip().toLowerCase(Locale.ROOT);
        if (!FORM.matcher(rule).matches()) {
            throw new IllegalArgumentException("no pattern of hosts, such as *.example.com: " + text);
        }
        var literals =
                List.of(rule.split("\\*", -1)).stream().map(Pattern::quote).toList();
        return new HostPattern(Pattern.compile(String.join(".+", literals)));
    }

    /** All of these. */
    public static List<HostPattern> parseAll(List<String> texts) {
        return texts.stream().map(HostPattern::parse).toList();
    }

    public boolean matches(Host host) {
        return hosts.matcher(host.text()).matches();
    }
}
