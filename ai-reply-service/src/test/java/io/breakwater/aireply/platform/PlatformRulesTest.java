package io.breakwater.aireply.platform;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PlatformRulesTest {

    @Test
    void aReplyForXHasAtMost280CodePointsAndEndsAtAWord() {
        // Given
        var text = "word \uD83D\uDE00 ".repeat(100);

        // When
        var fitted = PlatformRules.TWITTER.fit(text);

        // Then
        assertThat(fitted.codePointCount(0, fitted.length())).isBetween(270, 280);
        assertThat(fitted).endsWith("…").doesNotContain(" …");
    }

    @Test
    void oneEndlessWordIsCut() {
        // When
        var fitted = PlatformRules.TWITTER.fit("a".repeat(400));

        // Then
        assertThat(fitted).hasSize(280).endsWith("…");
    }

    @Test
    void whatFitsStaysAsItIs() {
        // When
        var fitted = PlatformRules.LINKEDIN.fit("Thank you.");

        // Then
        assertThat(fitted).isEqualTo("Thank you.");
    }
}
