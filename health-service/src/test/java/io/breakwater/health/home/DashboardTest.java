package io.breakwater.health.home;

import io.breakwater.health.SuiteTestBase;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
class DashboardTest extends SuiteTestBase {

    private static final Path SOURCES = Path.of("src/main/resources", DashboardFiles.FOLDER);
    private static final Pattern ELSEWHERE = Pattern.compile("(?:https?:)?//[a-z0-9][a-z0-9.-]*[.:][a-z0-9]");
    private static final Pattern INLINE =
            Pattern.compile("<style|\\sstyle=|\\son[a-z]+=|javascript:|<script(?![^>]*\\ssrc=)");
    private static final Pattern MARKUP =
            Pattern.compile("innerHTML|outerHTML|insertAdjacentHTML|document\\.write|eval\\(|new Function");
    private static final Pattern IMPORTED =
            Pattern.compile("(?:from|src=|href=) ?['\"](?:\\./|/dashboard/)([a-z]+\\.(?:js|css))['\"]");

    static Stream<String> files() {
        return DashboardFiles.PATHS.stream();
    }

    @Test
    void thePageIsServedStrictly() {
        // Given
        // When
        var page = get("/");
        // Then
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.contentType()).startsWith("text/html");
        assertThat(page.header("Content-Security-Policy"))
                .isEqualTo("default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
                        + " img-src 'self' data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'");
        assertThat(page.headers().getValues("X-Content-Type-Options")).containsExactly("nosniff");
        assertThat(page.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(page.asString()).doesNotContainPattern(INLINE);
        for (var link : page.htmlPath().getList("**.findAll { it.name() == 'a' }.@href", String.class)) {
            assertThat(link.startsWith("#") || get(link).statusCode() == 200)
                    .as(link)
                    .isTrue();
        }
    }

    @Test
    void withoutScriptsThePageSaysWhereTheFactsAre() {
        // Given
        var page = get("/").asString();
        // When
        var noscript = page.substring(page.indexOf("<noscript>"), page.indexOf("</noscript>"));
        // Then
        assertThat(noscript).contains("/api/health\"", "/api/health/detailed", "/api/metrics");
        Pattern.compile("href=\"([^\"]+)\"").matcher(noscript).results().forEach(link -> assertThat(
                        get(link.group(1)).statusCode())
                .as(link.group(1))
                .isEqualTo(200));
    }

    @ParameterizedTest
    @MethodSource("files")
    void eachFileIsServedWithItsTypeItsTagAndNothingFromElsewhere(String path) {
        // Given
        var type = path.endsWith(".js") ? "text/javascript" : path.endsWith(".css") ? "text/css" : "text/html";
        // When
        var file = get(path);
        // Then
        assertThat(file.statusCode()).isEqualTo(200);
        assertThat(file.contentType()).startsWith(type);
        assertThat(file.header("Content-Security-Policy")).startsWith("default-src 'none'");
        assertThat(file.header("Cache-Control")).isEqualTo("no-cache");
        assertThat(file.header("ETag")).matches("\"[0-9a-f]{32}\"");
        assertThat(file.asString().replace("http://www.w3.org/2000/svg", "")).doesNotContainPattern(ELSEWHERE);
        assertThat(file.asString()).doesNotContainPattern(MARKUP);
    }

    @ParameterizedTest
    @MethodSource("files")
    void whatABrowserHasIsNotSentAgain(String path) {
        // Given
        var tag = get(path).header("ETag");
        // When
        var again = given().header("If-None-Match", tag).get(path);
        // Then
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.asString()).isEmpty();
        assertThat(given().header("If-None-Match", "\"another\"").get(path).statusCode())
                .isEqualTo(200);
    }

    @Test
    void theListOfFilesIsThatOfTheFolder() throws IOException {
        // Given
        // When
        try (var found = Files.walk(SOURCES)) {
            // Then
            assertThat(found.filter(Files::isRegularFile).map(file -> "/" + SOURCES.relativize(file)))
                    .containsExactlyInAnyOrderElementsOf(DashboardFiles.PATHS);
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void whatAFileAsksForIsThere(String path) {
        // Given
        var file = get(path).asString();
        // When
        var asked = IMPORTED.matcher(file).results().map(found -> "/dashboard/" + found.group(1));
        // Then
        assertThat(asked).isSubsetOf(DashboardFiles.PATHS);
    }

    @Test
    void nothingElseInTheFolderOfTheClasspathIsReached() {
        // Given
        // When
        var answer = get("/dashboard/absent.js");
        // Then
        assertThat(answer.statusCode()).isEqualTo(404);
    }
}
