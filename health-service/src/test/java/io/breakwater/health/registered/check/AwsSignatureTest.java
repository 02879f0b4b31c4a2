package io.breakwater.health.registered.check;

import java.time.Instant;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class AwsSignatureTest {

    /** The example "GET Bucket (List Objects)" of AWS's own documentation of Signature Version 4. */
    @Test
    void signsAsTheDocumentationDoes() {
        // Given
        var signature = new AwsSignature(
                "AKIAIOSFODNN7EXAMPLE",
                "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
                "us-east-1",
                "s3",
                Instant.parse("2013-05-24T00:00:00Z"));
        // When
        var headers = signature.headers("GET", "examplebucket.s3.amazonaws.com", "/", "max-keys=2&prefix=J");
        // Then
        assertThat(headers.get("Authorization"))
                .endsWith("Signature=34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7");
    }
}
