package io.breakwater.resilience.config;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** A Redis address, from one URL or from its parts, in the form the Quarkus client reads. */
final class RedisUrl {

    /** Stands for an address that cannot be read: port 1 refuses at once. */
    static final String UNREACHABLE = "redis://127.0.0.1:1";

    private static final Pattern FORM = Pattern.compile(
            "(?<scheme>rediss?)://(?:(?<credentials>.*)@)?(?<host>[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+])(?::(?<port>[0-9]{1,5}))?"
                    + "(?:/(?<database>[0-9]{0,5}))?(?:\\?(?<query>[^#\\s]*))?",
            Pattern.CASE_INSENSITIVE);

    private RedisUrl() {}

    /** {@code REDIS_URL}, or {@code REDIS_HOST} with its companions; empty where they make no address. */
    static Optional<String> from(Environment environment) {
        var whole = environment.get("REDIS_URL");
        return whole == null ? ofParts(environment) : parse(whole);
    }

    private static Optional<String> ofParts(Environment environment) {
        var host = String.valueOf(environment.get("REDIS_HOST"));
        var bracketed = host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
        var password = environment.get("REDIS_PASSWORD");
        var port = environment.get("REDIS_PORT");
        var database = environment.get("REDIS_DB");
        return parse("redis://"
                + (password == null ? "" : ":" + PercentText.encode(password) + "@")
                + bracketed
                + ":" + (port == null ? "6379" : port)
                + "/" + (database == null ? "0" : database));
    }

    private static Optional<String> parse(String text) {
        var form = FORM.matcher(text);
        if (!form.matches() || form.group("port") != null && !Ports.valid(form.group("port"))) {
            return Optional.empty();
        }
        try {
            var credentials = Credentials.parse(form.group("credentials"));
            var database = form.group("database");
            return Optional.of(form.group("scheme").toLowerCase(Locale.ROOT) + "://" + encoded(credentials)
                    + form.group("host") + ":" + (form.group("port") == null ? "6379" : form.group("port"))
                    + (database == null || database.isEmpty() ? "" : "/" + database)
                    + (form.group("query") == null ? "" : "?" + form.group("query")));
        } catch (IllegalArgumentException notDecodable) {
            return Optional.empty();
        }
    }

    private static String encoded(Credentials credentials) {
        if (credentials.user().isEmpty() && credentials.password().isEmpty()) {
            return "";
        }
        return credentials.user().map(PercentText::encode).orElse("") + ":"
                + credentials.password().map(PercentText::encode).orElse("") + "@";
    }
}
