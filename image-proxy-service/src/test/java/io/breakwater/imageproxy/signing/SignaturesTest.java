package io.breakwater.imageproxy.signing;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SignaturesTest {

    private static final String SECRET = "0123456789abcdef0123456789abcdef";
    private static final String URL = "https://example.com/ä.jpg?a=1&b=2";
    private static final Instant END = Instant.parse("2026-12-01T00:00:00Z");
    private static final String EXPIRES = Long.toString(END.getEpochSecond());

    private final Map<String, Key> keys = Signatures.parse("old:" + SECRET + ",new:" + SECRET.toUpperCase());

    @ParameterizedTest
    @ValueSource(strings = {"old", "new"})
    void whatAnyOfTheKeysSignedIsGoodUntilItsEnd(String id) {
        // When
        var signed = at(END.minusSeconds(1)).check(URL, EXPIRES, id, sign(id, END, URL));

        // Then
        assertThat(signed).isEqualTo(new Signed.Until(END));
    }

    @Test
    void atItsEndItIsGoodNoMore() {
        // When
        var signed = at(END).check(URL, EXPIRES, "old", sign("old", END, URL));

        // Then
        assertThat(signed).isEqualTo(new Signed.Refused());
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
                    another URL        , https://example.com/b.jpg , 1796083200 , old , -
                    another end        , =                         , 1796083201 , old , -
                    another key        , =                         , =          , new , -
                    a key nobody has   , =                         , =          , none, -
                    no key             , =                         , =          , -   , -
                    no end             , =                         , -          , old , -
                    an end that is none, =                         , 1e9        , old , -
                    a negative end     , =                         , -5         , old , -
                    a huge end         , =                         , 999999999999, old, -
                    no signature       , =                         , =          , old , ''
                    no Base64          , =                         , =          , old , '***'
                    half of it         , =                         , =          , old , half
                    """)
    void whatWasNotSignedIsRefused(
            String what, String url, @Nullable String expires, @Nullable String id, @Nullable String signature) {
        // Given
        var good = sign("old", END, URL);
        var given = "half".equals(signature) ? good.substring(0, 20) : signature == null ? good : signature;

        // When
        var signed = at(END.minusSeconds(100))
                .check("=".equals(url) ? URL : url, "=".equals(expires) ? EXPIRES : expires, id, given);

        // Then
        assertThat(signed).as(what).isEqualTo(new Signed.Refused());
    }

    @Test
    void withoutKeysNothingHasToBeSigned() {
        // When
        var signed = new Signatures(Map.of(), InstantSource.system()).check(URL, null, null, null);

        // Then
        assertThat(signed).isEqualTo(new Signed.Unneeded());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "id",
                "id:short",
                ":0123456789abcdef0123456789abcdef",
                "an id:0123456789abcdef0123456789abcdef",
                "a:0123456789abcdef0123456789abcdef,",
                "a:0123456789abcdef0123456789abcdef,a:0123456789abcdef0123456789abcdef",
                "a:0123456789abcdef 0123456789abcdef"
            })
    void aListThatCannotBeReadIsSaidSoWithoutTellingItsSecrets(String list) {
        // When
        assertThatThrownBy(() -> Signatures.parse(list))

                // Then
                .isInstanceOf(ConfigurationException.class)
                .message()
                .startsWith("IMAGE_PROXY_KEY: entry ")
                .doesNotContain("0123456789");
    }

    private Signatures at(Instant now) {
        return new Signatures(keys, InstantSource.fixed(now));
    }

    private String sign(String id, Instant end, String url) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(keys.get(id).sign(end, url));
    }
}
