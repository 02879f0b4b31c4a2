package io.breakwater.imageproxy.url;

import io.breakwater.imageproxy.outcome.FetchFailure;
import io.breakwater.imageproxy.outcome.Reason;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ImageUrlTest {

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', textBlock = """
                    HTTP://Example.COM            , http://example.com/
                    https://example.com:443/a#b   , https://example.com/a
                    https://example.com:80/a      , https://example.com:80/a
                    http://example.com?q=1        , http://example.com/?q=1
                    http://example.com/é a.png    , http://example.com/%C3%A9%20a.png
                    http://example.com/%C3%A9.png , http://example.com/%C3%A9.png
                    http://example.com/a?u="<>"   , http://example.com/a?u=%22%3C%3E%22
                    """)
    void aUrlIsReadInOneWayOnly(String text, String canonical) throws FetchFailure {
        // When
        var url = ImageUrl.parse(text);

        // Then
        assertThat(url).hasToString(canonical);
    }

    @ParameterizedTest
    @CsvSource({
        "/b.png, https://example.com/b.png",
        "?x=1, https://example.com/a/start.png?x=1",
        "b.png?x=1, https://example.com/a/b.png?x=1",
        "../../c/./d/.., https://example.com/c/",
        "c/[1]/100%.png?q=[%], https://example.com/a/c/[1]/100%.png?q=[%]",
        "#part, https://example.com/a/start.png",
        "https://other.example.com/[x]/%?a=[1]&b=%, https://other.example.com/[x]/%?a=[1]&b=%",
        "//other.example.com/b, https://other.example.com/b",
        "https://other.example.com:8443/, https://other.example.com:8443/"
    })
    void aRedirectLeadsWhereABrowserWouldGo(String location, String next) throws FetchFailure {
        // Given
        var url = ImageUrl.parse("https://example.com/a/start.png");

        // When
        var redirected = url.redirectedTo(location);

        // Then
        assertThat(redirected).hasToString(next);
    }

    @Test
    void aRedirectFromATargetThatUriWouldNotTakeIsFollowed() throws FetchFailure {
        // Given
        var url = ImageUrl.parse("https://example.com/a/[1]/100%.png?q=[");

        // When
        var redirected = url.redirectedTo("b.png");

        // Then
        assertThat(redirected).hasToString("https://example.com/a/[1]/b.png");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://example.com/",
                "ftp://example.com/",
                "https://user@example.com/",
                "https:\\\\evil.com",
                "%zz:"
            })
    void aRedirectThatGivesUpTlsOrMakesNoSenseIsRefused(String location) throws FetchFailure {
        // Given
        var url = ImageUrl.parse("https://example.com/a");

        // When / Then
        assertThatThrownBy(() -> url.redirectedTo(location))
                .isInstanceOfSatisfying(FetchFailure.class, failure -> assertThat(failure.reason())
                        .isEqualTo(Reason.REDIRECT_REFUSED));
    }

    @Test
    void theEndOfAnInstagramSignatureIsRead() throws FetchFailure {
        // Given
        var url = ImageUrl.parse("https://scontent.cdninstagram.com/a.jpg?stp=1&oe=65920080&sig=1");

        // When
        var expiry = SignedExpiry.of(url);

        // Then
        assertThat(expiry).contains(Instant.parse("2024-01-01T00:00:00Z"));
        assertThat(SignedExpiry.of(ImageUrl.parse("https://evilcdninstagram.com/a.jpg?oe=65920080")))
                .isEmpty();
        assertThat(SignedExpiry.of(ImageUrl.parse("https://scontent.cdninstagram.com/a.jpg")))
                .isEmpty();
    }
}
