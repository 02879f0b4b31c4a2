package io.breakwater.imageproxy.tier;

import io.breakwater.imageproxy.outcome.Reason;
import io.breakwater.imageproxy.url.ImageUrl;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PlacesTest {

    private static final String SIGNED = "/v/t51.2885-15/a_n.jpg?stp=dst-jpg&_nc_ohc=x&oh=00_Af%2B&oe=7FFFFFFF";
    private static final String CDN = "breakwater.image.tiers.cdn.";
    private static final String PROXY = "breakwater.image.tiers.proxy.";

    @ParameterizedTest
    @CsvSource({
        "scontent-iad3-1.cdninstagram.com, scontent.cdninstagram.com, scontent.xx.fbcdn.net",
        "instagram.fhan5-2.fna.fbcdn.net, scontent.cdninstagram.com, scontent.xx.fbcdn.net",
        "scontent.cdninstagram.com, scontent.xx.fbcdn.net,",
        "scontent.fhan5-2.fna.fbcdn.net, scontent.xx.fbcdn.net,",
        "scontent-ams4-1.xx.fbcdn.net, scontent.xx.fbcdn.net,",
        "media-exp2.licdn.com, media.licdn.com, media-exp1.licdn.com",
        "media.licdn.com, media-exp1.licdn.com,",
        "pbs.twimg.com, pbs-0.twimg.com,",
        "evilcdninstagram.com,,",
        "cdninstagram.com.evil.com,,",
        "evil-media.licdn.com,,",
        "example.com,,",
    })
    void theDefaultsKnowTheCdnsOfTheFourPlatforms(String host, String first, String second) throws Exception {
        // Given
        var tier = new CdnTier(shipped());

        // When
        var places = tier.places(ImageUrl.parse("https://" + host + SIGNED));

        // Then
        assertThat(places)
                .extracting(ImageUrl::toString)
                .containsExactlyElementsOf(Stream.of(first, second)
                        .filter(Objects::nonNull)
                        .map(other -> "https://" + other + SIGNED)
                        .toList());
    }

    @Test
    void noProxyIsAskedUnlessTheOperatorSaysSo() throws Exception {
        // When
        var places = new ProxyTier(shipped()).places(ImageUrl.parse("https://example.com/a.jpg"));

        // Then
        assertThat(places).isEmpty();
    }

    @Test
    void aRuleThatIsEmptiedIsOff() throws Exception {
        // Given
        var tier = new CdnTier(settings(Map.of(CDN + "x.hosts", "*.example.com", CDN + "x.alternates", "")));

        // When / Then
        assertThat(tier.places(ImageUrl.parse("https://a.example.com/"))).isEmpty();
    }

    @Test
    void proxiesAreAskedInTheOrderOfTheirNamesForTheirHostsOnly() throws Exception {
        // Given
        var tier = new ProxyTier(settings(Map.of(
                PROXY + "b.url", "https://wsrv.nl/?url={url}&n=-1",
                PROXY + "a.url", "https://proxy.example.com/{url}",
                PROXY + "a.hosts", "*.cdninstagram.com")));

        // When
        var signed = tier.places(ImageUrl.parse("https://scontent.cdninstagram.com/a.jpg?x=1&oe=7F"));
        var other = tier.places(ImageUrl.parse("https://example.com/ä.jpg"));

        // Then
        assertThat(signed)
                .extracting(ImageUrl::toString)
                .containsExactly(
                        "https://proxy.example.com/https%3A%2F%2Fscontent.cdninstagram.com%2Fa.jpg%3Fx%3D1%26oe%3D7F",
                        "https://wsrv.nl/?url=https%3A%2F%2Fscontent.cdninstagram.com%2Fa.jpg%3Fx%3D1%26oe%3D7F&n=-1");
        assertThat(other)
                .extracting(ImageUrl::toString)
                .containsExactly("https://wsrv.nl/?url=https%3A%2F%2Fexample.com%2F%25C3%25A4.jpg&n=-1");
    }

    @Test
    void aUrlThatWouldGrowTooLongForAProxyIsNotGivenToIt() throws Exception {
        // Given
        var tier = new ProxyTier(settings(Map.of(PROXY + "a.url", "https://proxy.example.com/?u={url}")));

        // When / Then
        assertThat(tier.places(ImageUrl.parse("https://example.com/" + "&".repeat(4_000))))
                .isEmpty();
    }

    @Test
    void aProxysNotFoundIsNoProofThatThereIsNone() {
        // Given
        var tier = new ProxyTier(settings(Map.of()));

        // When / Then
        assertThat(tier.meaning(Reason.NOT_FOUND)).isEqualTo(Reason.UPSTREAM_REFUSED);
        assertThat(tier.meaning(Reason.TIMEOUT)).isEqualTo(Reason.TIMEOUT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://proxy.example.com/", "ftp://proxy.example.com/{url}", "{url}", "https://{url}/"})
    void aTemplateThatMakesNoUrlStopsTheStart(String template) {
        // When / Then
        assertThatThrownBy(() -> new ProxyTier(settings(Map.of(PROXY + "a.url", template))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"*example.com, a.example.com", "a b, a.example.com", "*.example.com, a b", "'', a.example.com"})
    void aRuleThatMakesNoSenseStopsTheStart(String hosts, String alternate) {
        // When / Then
        assertThatThrownBy(() -> new CdnTier(settings(Map.of(CDN + "x.hosts", hosts, CDN + "x.alternates", alternate))))
                .isInstanceOf(RuntimeException.class);
    }

    private static TierSettings shipped() throws IOException {
        var file = Path.of("src/main/resources/application.properties").toUri().toURL();
        return settings(new PropertiesConfigSource(file).getProperties());
    }

    private static TierSettings settings(Map<String, String> properties) {
        return new SmallRyeConfigBuilder()
                .withMapping(TierSettings.class)
                .withSources(new PropertiesConfigSource(properties, "test", 100))
                .withMappingIgnore("quarkus.**")
                .build()
                .getConfigMapping(TierSettings.class);
    }
}
