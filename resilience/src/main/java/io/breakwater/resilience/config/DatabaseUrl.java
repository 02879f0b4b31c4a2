package io.breakwater.resilience.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL address as people write it, taken apart into what JDBC wants.
 *
 * @param jdbcUrl without credentials, with limits on how long a connection may take or hang
 */
record DatabaseUrl(String jdbcUrl, Optional<String> username, Optional<String> password) {

    /** Stands for an address that cannot be read: port 1 refuses at once. */
    static final DatabaseUrl UNREACHABLE = new DatabaseUrl(
            "jdbc:postgresql://127.0.0.1:1/unreadable?connectTimeout=1", Optional.empty(), Optional.empty());

    /** In seconds. A hung server must not hold a thread or a pool's only creator for longer than this. */
    private static final Map<String, String> ADDED = Map.of(
            "connectTimeout", "1",
            "socketTimeout", "10",
            "loginTimeout", "2",
            "tcpKeepAlive", "true",
            "ApplicationName", "breakwater");

    // The last @ ends the credentials, so that a password with a bare @ or / works too. JDBC's own form has its
    // credentials among the parameters, where an @ may stand.
    private static final Pattern FORM = Pattern.compile(
            "(?:jdbc:postgres(?:ql)?://(?:(?<before>[^/?#]*)@)?|postgres(?:ql)?://(?:(?<credentials>.*)@)?)"
                    + "(?<hosts>[^/?#@]+)(?:/(?<name>[^/?#]*))?(?:\\?(?<query>[^#]*))?",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern HOST =
            Pattern.compile("(?:[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+])(?::(?<port>[0-9]{1,5}))?");

    static Optional<DatabaseUrl> parse(String text) {
        var form = FORM.matcher(text);
        if (!form.matches() || !hostsAreValid(form.group("hosts"))) {
            return Optional.empty();
        }
        try {
            var parameters = parameters(form.group("query"));
            var credentials =
                    Credentials.parse(form.group("before") == null ? form.group("credentials") : form.group("before"));
            var user = Optional.ofNullable(parameters.remove("user")).map(PercentText::decode);
            var password = Optional.ofNullable(parameters.remove("password")).map(PercentText::decode);
            var name = form.group("name") == null ? "" : form.group("name");
            return Optional.of(new DatabaseUrl(
                    "jdbc:postgresql://" + form.group("hosts") + "/" + name + "?" + join(parameters),
                    credentials.user().or(() -> user),
                    credentials.password().or(() -> password)));
        } catch (IllegalArgumentException notDecodable) {
            return Optional.empty();
        }
    }

    private static boolean hostsAreValid(String hosts) {
        return Stream.of(hosts.split(",", -1)).allMatch(host -> {
            var form = HOST.matcher(host);
            return form.matches() && (form.group("port") == null || Ports.valid(form.group("port")));
        });
    }

    private static Map<String, String> parameters(@Nullable String query) {
        var parameters = new LinkedHashMap<String, String>();
        for (var pair : query == null ? new String[0] : query.split("&")) {
            var equals = pair.indexOf('=');
            if (equals > 0) {
                parameters.put(pair.substring(0, equals), pair.substring(equals + 1));
            }
        }
        return parameters;
    }

    private static String join(Map<String, String> parameters) {
        var all = new LinkedHashMap<>(parameters);
        ADDED.keySet().stream().sorted().forEach(key -> all.putIfAbsent(key, ADDED.get(key)));
        var joined = new StringBuilder();
        all.forEach((key, value) -> joined.append(joined.isEmpty() ? "" : "&")
                .append(key)
                .append('=')
                .append(value));
        return joined.toString();
    }

    @Override
    public String toString() {
        return "DatabaseUrl[" + jdbcUrl + "]";
    }
}
