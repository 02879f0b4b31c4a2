package io.breakwater.imageproxy.image;

import io.breakwater.imageproxy.origin.Images;
import io.breakwater.imageproxy.outcome.FetchFailure;
import io.breakwater.imageproxy.outcome.Reason;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RasterImageTest {

    private static final HexFormat HEX = HexFormat.of();

    @ParameterizedTest
    @CsvSource({"jpg, JPEG", "png, PNG", "gif, GIF", "bmp, BMP"})
    void whatTheJdkWritesIsKnownWithItsSize(String format, ImageType type) throws FetchFailure {
        // Given
        var bytes = Images.small(format);

        // When
        var image = RasterImage.read(bytes);

        // Then
        assertThat(image.type()).isEqualTo(type);
        assertThat(Dimensions.of(type, bytes)).contains(new Dimensions(8, 6));
        assertThat(image.ended()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        // VP8, VP8L and VP8X headers (RFC 9649), 550 x 368, 64 x 32 and 400 x 301.
        "WEBP, 52494646e84400005745425056503820dc440000f0d5009d012a26027001, 550, 368",
        "WEBP, 524946461e000000574542505650384c110000002f3fc00700, 64, 32",
        "WEBP, 52494646320000005745425056503858 0a00000010000000 8f0100 2c0100, 400, 301",
        "AVIF, 0000001c6674797061766966000000006d696631 00000014 69737065 00000000 00000320 00000258, 800, 600",
    })
    void formatsThatTheJdkCannotWriteAreReadFromTheirHeader(ImageType type, String hex, long width, long height) {
        // Given
        var bytes = HEX.parseHex(hex.replace(" ", ""));

        // When
        var size = Dimensions.of(type, bytes);

        // Then
        assertThat(ImageType.sniff(bytes)).contains(type);
        assertThat(size).contains(new Dimensions(width, height));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "BM",
                "BMW is no bitmap, though it starts like one",
                "<!doctype html><img>",
                "GIF90a",
                "{\"error\":\"Forbidden\"}",
                "alert(1)//GIF89a",
                "%PDF-1.7",
                "RIFF....WAVEfmt "
            })
    void whatIsNoRasterImageIsRefused(String text) {
        assertThatThrownBy(() -> RasterImage.read(text.getBytes(StandardCharsets.ISO_8859_1)))
                .isInstanceOfSatisfying(FetchFailure.class, failure -> assertThat(failure.reason())
                        .isEqualTo(Reason.NOT_AN_IMAGE));
    }

    @Test
    void aHeaderCutShortIsNoImage() {
        // Given
        var png = Images.small("png");

        // When / Then
        for (int length = 0; length < 24; length++) {
            var cut = Arrays.copyOf(png, length);
            assertThatThrownBy(() -> RasterImage.read(cut)).isInstanceOf(FetchFailure.class);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {50_001, Integer.MAX_VALUE, -1, Integer.MIN_VALUE})
    void morePixelsThanAllowedAreRefusedWhateverTheyAddUpTo(int side) {
        assertThatThrownBy(() -> RasterImage.read(Images.hugePng(side)))
                .isInstanceOfSatisfying(FetchFailure.class, failure -> assertThat(failure.reason())
                        .isEqualTo(Reason.TOO_MANY_PIXELS));
    }

    @Test
    void theStandInsAreImagesThatOthersCanDecode() throws Exception {
        // When
        var placeholder = ImageIO.read(new ByteArrayInputStream(StandIns.PLACEHOLDER.bytes()));
        var pixel = ImageIO.read(new ByteArrayInputStream(StandIns.PIXEL.bytes()));

        // Then
        assertThat(placeholder.getWidth()).isEqualTo(160);
        assertThat(StandIns.PLACEHOLDER.bytes()).hasSizeLessThan(4_096);
        assertThat(pixel.getWidth() * pixel.getHeight()).isEqualTo(1);
        assertThat(pixel.getRGB(0, 0) >>> 24).as("opacity").isZero();
    }
}
