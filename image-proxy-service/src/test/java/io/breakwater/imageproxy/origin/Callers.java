package io.breakwater.imageproxy.origin;

import io.restassured.RestAssured;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** Many callers at once, which cost next to nothing themselves. */
public final class Callers implements AutoCloseable {

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** Asks for all of these images now. */
    public List<CompletableFuture<HttpResponse<byte[]>>> ask(Stream<String> urls) {
        return urls.map(url -> client.sendAsync(request(url), HttpResponse.BodyHandlers.ofByteArray()))
                .toList();
    }

    /** What the answer says of why there is no image; empty where there is one. */
    public static String reason(HttpResponse<byte[]> answer) {
        return answer.headers().firstValue("X-Image-Reason").orElse("");
    }

    public static String tier(HttpResponse<byte[]> answer) {
        return answer.headers().firstValue("X-Image-Tier").orElse("");
    }

    private static HttpRequest request(String url) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + RestAssured.port + "/api/proxy-image?url="
                        + URLEncoder.encode(url, StandardCharsets.UTF_8)))
                .build();
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
