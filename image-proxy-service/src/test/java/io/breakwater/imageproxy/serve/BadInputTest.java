package io.breakwater.imageproxy.serve;

import io.breakwater.imageproxy.origin.HostileWorld;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@QuarkusTestResource(HostileWorld.class)
class BadInputTest {

    @ParameterizedTest
    @CsvSource(textBlock = """
                    GET   , /api/proxy-image                                                    , 400, validation
                    GET   , /api/proxy-image?url=                                               , 400, validation
                    GET   , /api/proxy-image?url=%20%20                                         , 400, validation
                    GET   , /api/proxy-image?url=https://example.com/&fallback=PIXEL            , 400, validation
                    GET   , /api/proxy-image?url=https://example.com/&fallback=text             , 400, validation
                    GET   , /api/proxy-image?url=nonsense&fallback=none                         , 403, url-refused
                    GET   , /api/proxy-image?url=http://10.0.0.1/&fallback=none                 , 403, url-refused
                    GET   , /api/proxy-image?url=http://localhost:6379/&fallback=none           , 403, url-refused
                    GET   , /api/proxy-image?url=file:///etc/passwd&fallback=none               , 403, url-refused
                    POST  , /api/proxy-image?url=https://example.com/                           , 405, method-not-allowed
                    DELETE, /api/proxy-image/stats                                              , 405, method-not-allowed
                    GET   , /api/proxy-image/nothing                                            , 404, not-found
                    GET   , /api/proxy                                                          , 404, not-found
                    """)
    void badInputIsAProblem(String method, String path, int status, String code) {
        // When
        var answer = given().urlEncodingEnabled(false).request(method, path);

        // Then
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(answer.jsonPath().getString("code")).isEqualTo(code);
        assertThat(answer.asString()).doesNotContain("Exception", "passwd", "10.0.0.1", "at io.");
    }

    @Test
    void aUrlThatIsRefusedIsAnImageForWhoeverDidNotAskForAProblem() {
        // When
        var answer = given().queryParam("url", "http://169.254.169.254/latest/").get("/api/proxy-image");

        // Then
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.header("X-Image-Tier")).isEqualTo("placeholder");
        assertThat(answer.header("X-Image-Reason")).isEqualTo("url-refused");
    }
}
