package io.breakwater.health.home;

import io.breakwater.resilience.instance.InstanceIdentity;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** A plain page that says what is here. No script, nothing from elsewhere. */
@Path("/")
@Tag(name = "Home")
@NonBlocking
public final class HomeResource {

    private static final String STYLE = """
            :root { color-scheme: light dark; font: 1rem/1.6 system-ui, sans-serif; }
            body { max-width: 42rem; margin: 0 auto; padding: 1.5rem; }
            code { font-size: 0.95em; }
            a { color: LinkText; }
            """;

    private static final String PAGE = """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Breakwater</title>
            <style>%s</style>
            </head>
            <body>
            <main>
            <h1>Breakwater</h1>
            <p>health-service %s watches the suite. What it knows:</p>
            <ul>
            <li><a href="/api/health">/api/health</a>: how the suite is</li>
            <li><a href="/api/health/detailed">/api/health/detailed</a>: and why</li>
            <li><a href="/api/health/components">/api/health/components</a>: every component</li>
            <li><a href="/api/health/history">/api/health/history</a>: what was seen before,
              <code>?component=redis&amp;window=24h</code></li>
            <li><a href="/api/metrics">/api/metrics</a>: rate, errors and duration over the suite</li>
            </ul>
            <p>Of this instance alone: <a href="/health">/health</a>, <a href="/metrics">/metrics</a>,
              <a href="/metrics/prometheus">/metrics/prometheus</a>, <a href="/resilience">/resilience</a>,
              <a href="/openapi">/openapi</a>.</p>
            </main>
            </body>
            </html>
            """;

    private static final String POLICY = "default-src 'none'; style-src 'sha256-" + sha256(STYLE)
            + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final String page;

    HomeResource(InstanceIdentity identity) {
        this.page = PAGE.formatted(STYLE, identity.version());
    }

    @GET
    @Produces(MediaType.TEXT_HTML)
    @Operation(summary = "A page with links to what this service answers")
    public Response home() {
        return Response.ok(page)
                .header("Content-Security-Policy", POLICY)
                .header("Referrer-Policy", "no-referrer")
                .build();
    }

    private static String sha256(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
