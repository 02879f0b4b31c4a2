package io.breakwater.imageproxy.fetch;

import io.breakwater.imageproxy.origin.HostileOrigin;
import io.breakwater.imageproxy.origin.HostileWorld;
import io.breakwater.imageproxy.origin.Images;
import io.breakwater.imageproxy.origin.TestCertificates;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/** The connection goes to the address that was checked; what is asked for and verified is the name in the URL. */
@QuarkusTest
@QuarkusTestResource(HostileWorld.class)
class TlsTest {

    HostileOrigin origin;

    @Test
    void theNameOfTheUrlIsAskedForAndVerified() {
        // When
        var answer = get(origin.secureUrl(TestCertificates.NAME, "/png?tls"));

        // Then
        assertThat(answer.header("X-Image-Tier")).isEqualTo("primary");
        assertThat(answer.asByteArray()).isEqualTo(Images.small("png"));
        assertThat(origin.serverNames()).contains(TestCertificates.NAME);
    }

    @Test
    void aCertificateForAnotherNameIsRefusedBeforeAnythingIsAsked() {
        // When
        var answer = get(origin.secureUrl("wrong.tls.origin.example", "/png?wrongname"));

        // Then
        assertThat(answer.header("X-Image-Reason")).isEqualTo("tls-failed");
        assertThat(origin.count("/png?wrongname")).isZero();
    }

    @Test
    void aCertificateThatNobodyVouchesForIsRefused() {
        // When
        var answer = get(origin.selfSignedUrl(TestCertificates.NAME, "/png?selfsigned"));

        // Then
        assertThat(answer.header("X-Image-Reason")).isEqualTo("tls-failed");
        assertThat(origin.count("/png?selfsigned")).isZero();
    }

    @Test
    void anAddressIsNoNameToAskForAndMustStandInTheCertificate() {
        // When
        var answer = get(origin.secureUrl("127.0.0.1", "/png?address"));

        // Then
        assertThat(answer.header("X-Image-Reason")).isEqualTo("tls-failed");
        assertThat(origin.serverNames()).doesNotContain("127.0.0.1");
        assertThat(origin.count("/png?address")).isZero();
    }

    @Test
    void aRedirectThatGivesUpTlsIsRefused() {
        // Given
        var plain = URLEncoder.encode(origin.url("downgraded", "/png?downgraded"), StandardCharsets.UTF_8);

        // When
        var answer = given().queryParam("url", origin.secureUrl(TestCertificates.NAME, "/to/" + plain))
                .queryParam("fallback", "none")
                .get("/api/proxy-image");

        // Then
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.jsonPath().getString("code")).isEqualTo("url-refused");
        assertThat(origin.count("/png?downgraded")).isZero();
    }

    private static Response get(String url) {
        return given().queryParam("url", url).get("/api/proxy-image");
    }
}
