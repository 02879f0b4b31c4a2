package io.breakwater.imageproxy;

import io.breakwater.imageproxy.origin.HostileOrigin;
import io.breakwater.imageproxy.origin.Images;
import io.breakwater.imageproxy.origin.TestDns;
import io.breakwater.resilience.testing.ServiceProcess;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The packaged service with keys, and URLs that are signed as {@code docs/image-proxy.md} says. */
class SignedUrlIT {

    private static final String SECRET = "0123456789abcdef0123456789abcdef";
    private static final String OTHER = "fedcba9876543210fedcba9876543210";
    private static final Path DOCUMENT = Path.of("..", "docs", "image-proxy.md");
    private static final Pattern BLOCK = Pattern.compile("(?s)```sh\n(EXPIRES=.*?)```");

    private static HostileOrigin origin;
    private static TestDns dns;
    private static ServiceProcess service;

    @BeforeAll
    static void start() {
        origin = new HostileOrigin();
        dns = new TestDns();
        service = ServiceProcess.ofThisModule()
                .env("IMAGE_PROXY_KEY", "a:" + SECRET + ",b:" + OTHER)
                .env("CORS_ORIGINS", "https://app.example")
                .env("BREAKWATER_IMAGE_GUARD_PORTS", Integer.toString(origin.port()))
                .env("BREAKWATER_IMAGE_GUARD_ALLOWED_RANGES", "127.0.0.0/8")
                .env("BREAKWATER_IMAGE_GUARD_NAME_SERVERS", dns.server())
                .start();
    }

    @AfterAll
    static void stop() {
        service.close();
        dns.close();
        origin.close();
    }

    @Test
    void theDocumentsCommandMakesAUrlThatIsServedUntilItsEnd() throws Exception {
        // Given
        var url = origin.url("signed", "/png?a=1&b=ä");

        // When
        var answer = service.get(signedAsDocumented("b", OTHER, url));

        // Then
        assertThat(answer.headers().firstValue("X-Image-Tier")).contains("primary");
        assertThat(answer.headers().firstValue("Content-Length"))
                .contains(Integer.toString(Images.small("png").length));
        assertThat(answer.headers().firstValue("Vary"))
                .as("other pages' scripts may read it")
                .contains("Origin");
        // The origin says nothing, which is an hour; the URL has as much, less what has passed.
        var maxAge = answer.headers().firstValue("Cache-Control").orElseThrow().replace("public, max-age=", "");
        assertThat(Integer.parseInt(maxAge)).isBetween(3_500, 3_600);
    }

    @Test
    void theDocumentsExampleIsRight() throws Exception {
        // Given
        var command = command().replaceFirst("EXPIRES=.*\n", "EXPIRES=1796083200\n");

        // When
        var made = run(command, "a", SECRET, "https://example.com/a.jpg?w=1&h=2");

        // Then
        var signature = made.substring(made.indexOf("sig=") + 4);
        assertThat(Files.readString(DOCUMENT)).contains("```text\n" + signature + "\n```");
        assertThat(made).contains("url=https%3A%2F%2Fexample.com%2Fa.jpg%3Fw%3D1%26h%3D2&expires=1796083200&kid=a&");
    }

    @Test
    void whatIsNotSignedIsAStandInOrAProblemAndAsksNobody() throws Exception {
        // Given
        var url = origin.url("unsigned", "/png?unsigned");
        var plain = "/api/proxy-image?url=" + URLEncoder.encode(url, StandardCharsets.UTF_8);
        var wrong = signedAsDocumented("a", OTHER, url);

        // When
        var image = service.get(plain);

        // Then
        assertThat(image.statusCode()).isEqualTo(200);
        assertThat(image.headers().firstValue("X-Image-Tier")).contains("placeholder");
        assertThat(image.headers().firstValue("X-Image-Reason")).contains("not-signed");
        assertRefused(service.get(plain + "&fallback=none"));
        assertRefused(service.get(wrong + "&fallback=none"));
        assertRefused(
                service.get(signedAsDocumented("a", SECRET, url).replace("expires=1", "expires=2") + "&fallback=none"));
        assertThat(origin.count("/png?unsigned")).isZero();
    }

    @Test
    void anImageInMemoryIsGivenToNobodyWhoseUrlIsNotSigned() throws Exception {
        // Given
        var url = origin.url("kept", "/png?kept");
        var signed = signedAsDocumented("a", SECRET, url);
        service.get(signed);

        // When
        var hit = service.get(signed);

        // Then
        assertThat(hit.headers().firstValue("X-Cache")).contains("HIT");
        assertThat(hit.headers().firstValue("Vary")).contains("Origin");
        var maxAge = hit.headers().firstValue("Cache-Control").orElseThrow().replace("public, max-age=", "");
        assertThat(Integer.parseInt(maxAge)).isBetween(3_500, 3_600);
        var plain = "/api/proxy-image?fallback=none&url=" + URLEncoder.encode(url, StandardCharsets.UTF_8);
        assertRefused(service.get(plain));
        assertRefused(service.get(signed.replace("expires=1", "expires=2") + "&fallback=none"));
        assertRefused(service.get(signed.replace("kid=a", "kid=b") + "&fallback=none"));
        assertRefused(service.get(signedAsDocumented("a", OTHER, url) + "&fallback=none"));
        assertRefused(service.get(plain + "&expires=1000000000&kid=a&sig=" + signed.replaceFirst(".*sig=", "")));
    }

    private static void assertRefused(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("\"forbidden\"").doesNotContain(SECRET, OTHER, "origin.example");
    }

    /** Path and query of what the document's command prints. */
    private static String signedAsDocumented(String keyId, String secret, String url) throws Exception {
        var made = URI.create(run(command(), keyId, secret, url));
        return made.getRawPath() + "?" + made.getRawQuery();
    }

    private static String command() throws IOException {
        var block = BLOCK.matcher(Files.readString(DOCUMENT));
        assertThat(block.find()).isTrue();
        return block.group(1);
    }

    private static String run(String command, String keyId, String secret, String url) throws Exception {
        var builder = new ProcessBuilder("sh", "-eu", "-c", command);
        builder.environment().put("KEY_ID", keyId);
        builder.environment().put("SECRET", secret);
        builder.environment().put("IMAGE_URL", url);
        builder.environment().put("LC_ALL", "C.UTF-8");
        var process = builder.redirectErrorStream(true).start();
        var printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(process.waitFor()).as(printed).isZero();
        return printed;
    }
}
