package io.breakwater.health.alert;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Slack, PagerDuty and a webhook's server, as their documents say they answer: what is no valid message of theirs is
 * refused. Test and resource are loaded by different class loaders and share types of the JDK alone: {@code moods} says how
 * each behaves ("well", "hang", "status 503", "retry-after 2", "redirect"), {@code taken} has the bodies that each took,
 * {@code seen} counts what came to it.
 */
public final class ReceiverStub implements QuarkusTestResourceLifecycleManager {

    public static final String SECRET = "a secret of the webhook's";
    public static final String ROUTING_KEY = "0123456789abcdef0123456789abcdef";
    public static final String TOKEN = "T000-B000-XXXX";

    final Map<String, String> moods = new ConcurrentHashMap<>();
    final Map<String, List<String>> taken = new ConcurrentHashMap<>();
    final Map<String, List<String>> seen = new ConcurrentHashMap<>();
    private HttpServer server;

    @Override
    public Map<String, String> start() {
        try {
            server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        // Not virtual ones: reading JSON with Groovy loads classes, and with few carriers that held up all of them.
        server.setExecutor(Executors.newCachedThreadPool(
                Thread.ofPlatform().daemon().name("receiver-", 0).factory()));
        server.createContext("/slack/" + TOKEN, exchange -> serve("slack", exchange));
        server.createContext("/v2/enqueue", exchange -> serve("pagerduty", exchange));
        server.createContext("/hook", exchange -> serve("webhook", exchange));
        server.createContext("/elsewhere", exchange -> serve("elsewhere", exchange));
        server.start();
        for (var name : List.of("slack", "pagerduty", "webhook", "elsewhere")) {
            moods.put(name, "well");
            taken.put(name, new CopyOnWriteArrayList<>());
            seen.put(name, new CopyOnWriteArrayList<>());
        }
        return Map.of(
                "breakwater.alert.receiver.slack.url",
                slackUrl(),
                "breakwater.alert.receiver.pagerduty.url",
                pagerDutyUrl(),
                "breakwater.alert.receiver.pagerduty.routing-key",
                ROUTING_KEY,
                "breakwater.alert.receiver.webhook.url",
                webhookUrl(),
                "breakwater.alert.receiver.webhook.secret",
                SECRET,
                "breakwater.alert.receiver.first-pause",
                "100ms",
                "breakwater.alert.receiver.longest-pause",
                "2s",
                "breakwater.alert.window",
                "4s",
                "breakwater.operator.password",
                "an operator's password");
    }

    String slackUrl() {
        return base() + "/slack/" + TOKEN;
    }

    String pagerDutyUrl() {
        return base() + "/v2/enqueue";
    }

    public String webhookUrl() {
        return base() + "/hook";
    }

    /** What the webhook took. */
    public List<String> webhooks() {
        return taken.get("webhook");
    }

    /** How one of them behaves from now on. */
    public void mood(String name, String mood) {
        moods.put(name, mood);
    }

    private String base() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void serve(String name, HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            seen.get(name).add(body);
            var mood = moods.get(name).split(" ");
            switch (mood[0]) {
                case "well" -> {
                    var status = judge(name, exchange, body);
                    if (status / 100 == 2) {
                        taken.get(name).add(body);
                    }
                    exchange.sendResponseHeaders(status, -1);
                }
                case "hang" -> {
                    while (moods.get(name).equals("hang")) {
                        Thread.sleep(20);
                    }
                }
                case "status" -> exchange.sendResponseHeaders(Integer.parseInt(mood[1]), -1);
                case "retry-after" -> {
                    exchange.getResponseHeaders().set("Retry-After", mood[1]);
                    exchange.sendResponseHeaders(429, -1);
                }
                case "redirect" -> {
                    exchange.getResponseHeaders().set("Location", base() + "/elsewhere");
                    exchange.sendResponseHeaders(302, -1);
                }
                default -> throw new IllegalStateException(mood[0]);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static int judge(String name, HttpExchange exchange, String body) {
        return switch (name) {
            case "slack" -> JsonPath.from(body).getString("text") == null ? 400 : 200;
            case "pagerduty" -> pagerDuty(JsonPath.from(body)) ? 202 : 400;
            case "webhook" -> signed(exchange, body) ? 204 : 401;
            default -> 200;
        };
    }

    private static boolean pagerDuty(JsonPath event) {
        var action = event.getString("event_action");
        return ROUTING_KEY.equals(event.getString("routing_key"))
                && event.getString("dedup_key").length() <= 255
                && (List.of("acknowledge", "resolve").contains(action)
                        || "trigger".equals(action)
                                && event.getString("payload.summary").length() <= 1024
                                && event.getString("payload.source") != null
                                && List.of("critical", "error", "warning", "info")
                                        .contains(event.getString("payload.severity")));
    }

    /** As a receiver does that has read our page and nothing of our code. */
    private static boolean signed(HttpExchange exchange, String body) {
        try {
            var headers = exchange.getRequestHeaders();
            var id = headers.getFirst("webhook-id");
            var timestamp = headers.getFirst("webhook-timestamp");
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            var expected = mac.doFinal((id + "." + timestamp + "." + body).getBytes(StandardCharsets.UTF_8));
            return id.equals(JsonPath.from(body).getString("id"))
                    && Math.abs(System.currentTimeMillis() / 1_000 - Long.parseLong(timestamp)) < 300
                    && headers.getFirst("webhook-signature")
                            .equals("v1," + Base64.getEncoder().encodeToString(expected));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(moods, field -> field.getName().equals("moods"));
        injector.injectIntoFields(taken, field -> field.getName().equals("taken"));
        injector.injectIntoFields(seen, field -> field.getName().equals("seen"));
    }

    @Override
    public void stop() {
        moods.replaceAll((_, _) -> "well");
        server.stop(0);
    }
}
