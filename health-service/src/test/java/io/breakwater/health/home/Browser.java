package io.breakwater.health.home;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.breakwater.resilience.testing.FreePort;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import static org.awaitility.Awaitility.await;

/** A real browser, driven over the WebDriver protocol through chromedriver. Ends both when it is closed. */
final class Browser implements AutoCloseable {

    static final String MISSING = "no chromium and chromedriver on the PATH: the dashboard is not tried in a browser";

    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome", "chrome");
    private static final Duration START = Duration.ofSeconds(30);
    private static final Duration LIMIT = Duration.ofSeconds(40);

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Process driver;
    private final String base;
    private final String session;

    private Browser(Path browser, Path chromedriver) throws IOException {
        var port = FreePort.find();
        this.driver = new ProcessBuilder(chromedriver.toString(), "--port=" + port)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        this.base = "http://127.0.0.1:" + port;
        await().atMost(START)
                .ignoreException(UncheckedIOException.class)
                .until(() -> call("GET", "/status", null).path("ready").asBoolean());
        var options = Map.of(
                "binary",
                browser.toString(),
                "args",
                // Builds run as root in containers, where its sandbox and a large /dev/shm are not to be had.
                List.of(
                        "--headless=new",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--no-first-run"));
        this.session = "/session/"
                + call(
                                "POST",
                                "/session",
                                Map.of(
                                        "capabilities",
                                        Map.of(
                                                "alwaysMatch",
                                                Map.of(
                                                        "goog:chromeOptions",
                                                        options,
                                                        "goog:loggingPrefs",
                                                        Map.of("browser", "ALL")))))
                        .path("sessionId")
                        .asText();
    }

    /** Empty where the machine has none. */
    static Optional<Browser> start() {
        var browser = NAMES.stream().flatMap(Browser::onPath).findFirst();
        var chromedriver = onPath("chromedriver").findFirst();
        return browser.flatMap(found -> chromedriver.map(driver -> {
            try {
                return new Browser(found, driver);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }));
    }

    private static Stream<Path> onPath(String name) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable);
    }

    void open(String url) {
        command("/url", Map.of("url", url));
    }

    /** As a device of this width has it, in CSS pixels. */
    void size(int width, int height) {
        devtools(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    /** What the system prefers, light or dark. */
    void prefer(String scheme) {
        devtools(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    /** What this function body returns. */
    JsonNode script(String body, Object... arguments) {
        return command("/execute/sync", Map.of("script", body, "args", List.of(arguments)));
    }

    void click(String selector) {
        command("/element/" + element(selector) + "/click", Map.of());
    }

    /** Replaces what stands in a field. */
    void type(String selector, String text) {
        var field = element(selector);
        command("/element/" + field + "/clear", Map.of());
        command("/element/" + field + "/value", Map.of("text", text));
    }

    /** Presses a key where the focus is. */
    void press(String key) {
        var active = call("GET", session + "/element/active", null);
        command("/element/" + id(active) + "/value", Map.of("text", key));
    }

    /** The text as it is seen; empty where nothing is. */
    String text(String selector) {
        return call("GET", session + "/element/" + element(selector) + "/text", null)
                .asText();
    }

    /** Null where it has none, or where there is no such element. */
    String attribute(String selector, String name) {
        return script("return document.querySelector(arguments[0])?.getAttribute(arguments[1])", selector, name)
                .textValue();
    }

    boolean shown(String selector) {
        return script("return document.querySelector(arguments[0])?.checkVisibility() === true", selector)
                .asBoolean();
    }

    /** The names that the browser tells assistive technology, of all elements that match and are shown: name or markup if none. */
    List<String> nameless(String selector) {
        var found = command("/elements", Map.of("using", "css selector", "value", selector));
        return Stream.iterate(0, i -> i < found.size(), i -> i + 1)
                .map(i -> id(found.get(i)))
                .filter(each -> call("GET", session + "/element/" + each + "/displayed", null)
                        .asBoolean())
                .filter(each -> call("GET", session + "/element/" + each + "/computedlabel", null)
                        .asText()
                        .isBlank())
                .map(each -> call("GET", session + "/element/" + each + "/property/outerHTML", null)
                        .asText())
                .toList();
    }

    /** What the browser complained of since it was last asked. */
    List<String> complaints() {
        var log = command("/se/log", Map.of("type", "browser"));
        return Stream.iterate(0, i -> i < log.size(), i -> i + 1)
                .map(i -> log.get(i).path("level").asText() + " "
                        + log.get(i).path("message").asText())
                .toList();
    }

    private String element(String selector) {
        return id(command("/element", Map.of("using", "css selector", "value", selector)));
    }

    private static String id(JsonNode reference) {
        return reference.elements().next().asText();
    }

    private void devtools(String command, Map<String, Object> parameters) {
        command("/goog/cdp/execute", Map.of("cmd", command, "params", parameters));
    }

    private JsonNode command(String path, Object body) {
        return call("POST", session + path, body);
    }

    private JsonNode call(String method, String path, Object body) {
        try {
            var request = HttpRequest.newBuilder(URI.create(base + path))
                    .timeout(LIMIT)
                    .method(
                            method,
                            body == null
                                    ? HttpRequest.BodyPublishers.noBody()
                                    : HttpRequest.BodyPublishers.ofByteArray(json.writeValueAsBytes(body)))
                    .build();
            var response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            var answer = json.readTree(response.body()).path("value");
            if (response.statusCode() != 200) {
                throw new IllegalStateException(
                        method + " " + path + ": " + answer.path("message").asText());
            }
            return answer;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }

    @Override
    public void close() {
        try {
            call("DELETE", session, null);
        } finally {
            driver.destroy();
            http.close();
            try {
                driver.waitFor(10, TimeUnit.SECONDS);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
