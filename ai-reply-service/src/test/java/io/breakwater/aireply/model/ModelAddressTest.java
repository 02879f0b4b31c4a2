package io.breakwater.aireply.model;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ModelAddressTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost:3003",
                "http://LOCALHOST:3003/v1",
                "http://127.0.0.1:3003",
                "http://127.1.2.3:3003/",
                "http://[::1]:3003",
                "http://0.0.0.0:3003"
            })
    void theServicesOwnAddressIsNoModels(String url) {
        // When
        var self = ModelAddress.isSelf(url, 3003);

        // Then
        assertThat(self).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost:11434",
                "http://localhost",
                "https://api.openai.com/v1",
                "http://model:3003",
                "http://10.0.0.7:3003",
                "nonsense",
                "http://[nonsense:3003"
            })
    void anyOtherMayBe(String url) {
        // When
        var self = ModelAddress.isSelf(url, 3003);

        // Then
        assertThat(self).isFalse();
    }
}
