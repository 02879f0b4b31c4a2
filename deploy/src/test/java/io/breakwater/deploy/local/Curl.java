package io.breakwater.deploy.local;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A curl command line as the documents and the README write it, as a request, so that the tests need no curl. Knows the
 * options that they use and refuses any other, rather than to send something else than a user would.
 *
 * @param jq the path behind {@code | jq '...'}, as a JSON pointer
 */
record Curl(String method, URI uri, List<Header> headers, Optional<String> body, Optional<String> jq) {

    /** The whole AI request of the specification may take this long. */
    private static final Duration LIMIT = Duration.ofSeconds(120);

    private static final Pattern WORD = Pattern.compile("'[^']*'|\"(?:\\\\.|[^\"\\\\])*\"|\\\\.|[^\\s'\"\\\\]+");
    private static final Pattern WORDS = Pattern.compile("(?:" + WORD.pattern() + ")+");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{?([A-Z_]+)}?");
    private static final Pattern WITHOUT_MEANING_HERE = Pattern.compile("-[sSiN]+|--silent|--include|--no-buffer");
    private static final Pattern JQ_PATH = Pattern.compile("(?:\\.[A-Za-z]+)+");

    record Header(String name, String value) {}

    static Curl parse(String command, Map<String, String> variables) {
        var words = new ArrayDeque<>(words(command, variables));
        expect("curl", words.remove(), command);
        String method = null;
        URI uri = null;
        String body = null;
        String jq = null;
        var headers = new ArrayList<Header>();
        while (!words.isEmpty()) {
            var word = words.remove();
            if (WITHOUT_MEANING_HERE.matcher(word).matches()) {
                continue;
            }
            switch (word) {
                case "-X", "--request" -> method = words.remove();
                case "-I", "--head" -> method = "HEAD";
                case "-H", "--header" -> headers.add(header(words.remove()));
                case "-d", "--data" -> body = words.remove();
                case "-u", "--user" -> headers.add(new Header("Authorization", basic(words.remove())));
                case "-o", "--output" -> words.remove();
                case "|" -> {
                    expect("jq", words.remove(), command);
                    jq = pointer(words.remove());
                }
                default -> {
                    if (uri != null || !word.startsWith("http")) {
                        throw new IllegalArgumentException("Cannot read '" + word + "' in: " + command);
                    }
                    uri = URI.create(word);
                }
            }
        }
        if (uri == null) {
            throw new IllegalArgumentException("No address in: " + command);
        }
        if (body != null && headers.stream().noneMatch(h -> h.name().equalsIgnoreCase("Content-Type"))) {
            headers.add(new Header("Content-Type", "application/x-www-form-urlencoded"));
        }
        var usual = body == null ? "GET" : "POST";
        return new Curl(
                method == null ? usual : method, uri, headers, Optional.ofNullable(body), Optional.ofNullable(jq));
    }

    /** The same for a suite that listens elsewhere: 3000 to 3003 become the four ports from the given one on. */
    Curl movedTo(int portBase) {
        var port = uri.getPort() - Service.DOCUMENTED_BASE + portBase;
        var moved = URI.create(uri.toString().replaceFirst("//[^/]+", "//127.0.0.1:" + port));
        return new Curl(method, moved, headers, body, jq);
    }

    HttpRequest request() {
        var builder = HttpRequest.newBuilder(uri).timeout(LIMIT);
        headers.forEach(header -> builder.header(header.name(), header.value()));
        return builder.method(method, body.map(BodyPublishers::ofString).orElseGet(BodyPublishers::noBody))
                .build();
    }

    private static List<String> words(String command, Map<String, String> variables) {
        UnaryOperator<String> expand = text -> VARIABLE.matcher(text).replaceAll(match -> value(match, variables));
        return WORDS.matcher(command)
                .results()
                .map(MatchResult::group)
                .map(word ->
                        WORD.matcher(word).replaceAll(part -> Matcher.quoteReplacement(unquote(part.group(), expand))))
                .toList();
    }

    private static String unquote(String part, UnaryOperator<String> expand) {
        return switch (part.charAt(0)) {
            case '\'' -> part.substring(1, part.length() - 1);
            case '"' -> expand.apply(part.substring(1, part.length() - 1)).replaceAll("\\\\([\"\\\\$`])", "$1");
            case '\\' -> part.substring(1);
            default -> expand.apply(part);
        };
    }

    private static String value(MatchResult match, Map<String, String> variables) {
        var value = variables.get(match.group(1));
        if (value == null) {
            throw new IllegalArgumentException("Nothing sets $" + match.group(1));
        }
        return Matcher.quoteReplacement(value);
    }

    private static Header header(String line) {
        var colon = line.indexOf(':');
        return new Header(line.substring(0, colon), line.substring(colon + 1).strip());
    }

    private static String basic(String credentials) {
        return "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    }

    private static String pointer(String path) {
        if (!JQ_PATH.matcher(path).matches()) {
            throw new IllegalArgumentException("Only plain paths of jq are known here, not " + path);
        }
        return path.replace('.', '/');
    }

    private static void expect(String wanted, String word, String command) {
        if (!word.equals(wanted)) {
            throw new IllegalArgumentException("Expected " + wanted + ", not '" + word + "' in: " + command);
        }
    }
}
