package io.breakwater.aireply.platform;

import java.text.BreakIterator;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Written from what the platforms publish; for X from twitter-text's configuration 3. */
class PlatformRulesTest {

    private static final String FAMILY = "👨‍👩‍👧‍👦";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            hello                                          | 5
            'a b'                                          | 3
            é                                              | 1
            e\u0301                                        | 1
            ’                                              | 1
            …                                              | 2
            日本語                                          | 6
            안녕                                            | 4
            Привет                                         | 6
            😀                                             | 2
            👍🏽                                             | 2
            👨‍👩‍👧‍👦                                        | 2
            🇩🇪                                             | 2
            1️⃣                                             | 2
            ❤️                                             | 2
            https://example.com                            | 23
            http://a.co                                    | 23
            https://example.com/a/very/long/path/that/goes/on/and/on?and=on&on=1 | 23
            see https://example.com/x. Bye                 | 32
            (https://example.com)                          | 25
            https://example.com/a 日本                      | 28
            example.com                                    | 23
            me@example.com                                 | 14
            3.14                                           | 4
            https://localhost/x                            | 19
            """)
    void xCountsAsTwitterTextDoes(String text, int length) {
        // When
        var counted = PlatformRules.TWITTER.length(text.replace("\\u0301", "\u0301"));

        // Then
        assertThat(counted).isEqualTo(length);
    }

    @ParameterizedTest
    @CsvSource({"INSTAGRAM,2200", "FACEBOOK,8000", "TWITTER,280", "LINKEDIN,1250"})
    void aTextAtTheLimitStaysAndOneAboveItIsCutAtAWord(PlatformRules rules, int limit) {
        // Given
        var atLimit = "word ".repeat(limit / 5 - 1) + "words";

        // When
        var kept = rules.fit(atLimit);
        var cut = rules.fit(atLimit + " more");

        // Then
        assertThat(kept).isEqualTo(atLimit).hasSize(limit);
        assertThat(rules.length(cut)).isBetween(limit - 10, limit);
        assertThat(cut).endsWith(" word…");
    }

    @Test
    void theOtherPlatformsCountCodePoints() {
        // Given
        var text = "😀".repeat(1_250);

        // When
        var fitted = PlatformRules.LINKEDIN.fit(text);

        // Then
        assertThat(fitted).isEqualTo(text);
        assertThat(PlatformRules.LINKEDIN.fit(text + "!")).isEqualTo("😀".repeat(1_249) + "…");
    }

    @Test
    void oneEndlessWordIsCut() {
        // When
        var fitted = PlatformRules.TWITTER.fit("a".repeat(400));

        // Then
        assertThat(fitted).isEqualTo("a".repeat(278) + "…");
    }

    @Test
    void anEmojiIsNeverCutInTwo() {
        // When
        var onX = PlatformRules.TWITTER.fit(FAMILY.repeat(200));
        var onLinkedIn = PlatformRules.LINKEDIN.fit(FAMILY.repeat(200));

        // Then
        assertThat(onX).isEqualTo(FAMILY.repeat(139) + "…");
        assertThat(onLinkedIn).isEqualTo(FAMILY.repeat(178) + "…");
    }

    @Test
    void aLinkIsNeverCutInTwo() {
        // Given
        var text = "a".repeat(270) + " https://example.com/" + "p".repeat(100);

        // When
        var fitted = PlatformRules.TWITTER.fit(text);

        // Then
        assertThat(fitted).isEqualTo("a".repeat(270) + "…");
    }

    @ParameterizedTest
    @EnumSource(PlatformRules.class)
    void noTextIsEverTooLongOrEndsInHalfACharacter(PlatformRules rules) {
        // Given
        var random = RandomGeneratorFactory.of("Xoshiro256PlusPlus").create(7);
        for (var n = 0; n < 300; n++) {
            var text = text(random, rules.maxLength());

            // When
            var fitted = rules.fit(text, Optional.of("sender_1"));

            // Then
            assertThat(rules.length(fitted)).isLessThanOrEqualTo(rules.maxLength());
            assertThat(rules.fit(fitted, Optional.of("sender_1"))).isEqualTo(fitted);
            if (fitted.endsWith("…")) {
                assertThat(fitted.substring(0, fitted.length() - 1)).satisfies(head -> {
                    var characters = BreakIterator.getCharacterInstance(Locale.ROOT);
                    characters.setText(head + "…");
                    assertThat(characters.isBoundary(head.length())).isTrue();
                });
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            TWITTER   | alice       | Thank you.             | @alice Thank you.
            TWITTER   | @alice      | Thank you.             | @alice Thank you.
            TWITTER   | @alice      | Thank you, @Alice!     | Thank you, @Alice!
            TWITTER   | Alice Smith | Thank you.             | Thank you.
            TWITTER   | alice.smith | Thank you.             | Thank you.
            INSTAGRAM | alice.smith | Thank you.             | @alice.smith Thank you.
            LINKEDIN  | alice       | Thank you.             | Thank you.
            FACEBOOK  | @alice      | Thank you, @alice.     | Thank you, alice.
            TWITTER   | alice       | Ask @bob or @carol.    | @alice Ask bob or carol.
            TWITTER   | alice       | Write to me@shop.com   | @alice Write to me@shop.com
            INSTAGRAM | bob         | Thanks ＠carol          | @bob Thanks carol
            """)
    void aReplyCallsItsSenderAndNobodyElse(PlatformRules rules, String sender, String text, String posted) {
        // When
        var fitted = rules.fit(text, Optional.of(sender));

        // Then
        assertThat(fitted).isEqualTo(posted);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            TWITTER   | #one #two #three            | #one #two three
            LINKEDIN  | #a #b #c #d                 | #a #b #c d
            INSTAGRAM | #a #b #c #d #e #f           | #a #b #c #d #e f
            TWITTER   | order #123 is #1 of #4 #5   | order #123 is #1 of #4 #5
            TWITTER   | #straße #été #日本           | #straße #été 日本
            """)
    void hashtagsAreAsManyAsThePlatformTakesAndTheOthersBecomeWords(PlatformRules rules, String text, String posted) {
        // When
        var fitted = rules.fit(text);

        // Then
        assertThat(fitted).isEqualTo(posted);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            **Bold** and *italic* and __strong__ and _soft_   | Bold and italic and strong and soft
            `code` and ~~gone~~                               | code and gone
            # Heading                                         | Heading
            > quoted                                          | quoted
            * item                                            | item
            - item                                            | - item
            ```json\\n{"a": 1}\\n```                          | {"a": 1}
            [our site](https://example.com/a)                 | our site https://example.com/a
            ![x](https://example.com/a.png)                   | x https://example.com/a.png
            <b>Hi</b> <a href="x">there</a>                   | Hi there
            <script>alert(1)</script>Hi                       | Hi
            a &amp; b &lt;i&gt;c&lt;/i&gt;                    | a & b c
            I <3 this, 2 < 3 and 5 > 4                        | I <3 this, 2 < 3 and 5 > 4
            2 * 3 * 4 = 24                                    | 2 * 3 * 4 = 24
            snake_case_name and #a_b_c                        | snake_case_name and #a_b_c
            "In quotation marks."                             | In quotation marks.
            „In Anführungszeichen.“                           | In Anführungszeichen.
            "One" and "two"                                   | "One" and "two"
            one\\n\\n\\n\\ntwo                                | one\\n\\ntwo
            hid\u200Bden \u202Eturned                          | hidden turned
            """)
    void markupIsTakenAwayAndNothingElse(String text, String posted) {
        // When
        var fitted = PlatformRules.FACEBOOK.fit(text.replace("\\n", "\n"));

        // Then
        assertThat(fitted).isEqualTo(posted.replace("\\n", "\n"));
    }

    @Test
    void aTextMadeToKeepARuleBusyIsDoneAtOnce() {
        // Given
        var texts = new String[] {
            "*".repeat(200_000),
            "_a".repeat(100_000),
            "<a ".repeat(80_000),
            "a.".repeat(100_000),
            "[".repeat(200_000),
            "\"".repeat(200_000),
            "@".repeat(200_000),
            "https://a.b/" + "?".repeat(200_000)
        };

        // When
        var started = System.nanoTime();
        for (var text : texts) {
            assertThat(PlatformRules.FACEBOOK.length(PlatformRules.FACEBOOK.fit(text)))
                    .isLessThanOrEqualTo(8_000);
            assertThat(PlatformRules.TWITTER.length(PlatformRules.TWITTER.fit(text)))
                    .isLessThanOrEqualTo(280);
        }

        // Then
        assertThat(System.nanoTime() - started).isLessThan(10_000_000_000L);
    }

    private static String text(RandomGenerator random, int about) {
        var parts = new String[] {
            "word ",
            "longerword",
            " ",
            "日本語",
            FAMILY,
            "👍🏽",
            "e\u0301\u0327",
            "https://example.com/some/path ",
            "example.org",
            "#tag ",
            "@name ",
            "🇩🇪",
            "\n",
            ". ",
            "नमस्ते",
            "ab.cd"
        };
        var text = new StringBuilder();
        while (text.length() < about * 1.3) {
            text.append(parts[random.nextInt(parts.length)]);
        }
        return text.toString();
    }
}
