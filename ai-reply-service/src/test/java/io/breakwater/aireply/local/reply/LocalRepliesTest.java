package io.breakwater.aireply.local.reply;

import io.breakwater.resilience.identity.Platform;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Messages as people write them, and what the rules say of each: written from the rules, not from what came out. */
class LocalRepliesTest {

    private final Reader reader = new Reader();
    private final LocalReplies engine = new LocalReplies();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Test message                                              | EN | OTHER
            What time do you open on Sunday?                          | EN | QUESTION
            how does the delivery work                                | EN | QUESTION
            I love this, thank you so much!                           | EN | PRAISE
            My order never arrived and I am angry                     | EN | COMPLAINT
            This is the worst service, I want a refund                | EN | COMPLAINT
            The new app is not good                                   | EN | COMPLAINT
            Could you send me the price list, please?                 | EN | REQUEST
            Click here to earn free money https://example.com         | EN | SPAM
            Crypto giveaway, earn bitcoin today                       | EN | SPAM
            I just want to die                                        | EN | DISTRESS
            Wann habt ihr am Sonntag auf?                             | DE | QUESTION
            Das Paket ist nie angekommen und ich bin enttäuscht       | DE | COMPLAINT
            Ihr seid super, danke für die tolle Hilfe!                | DE | PRAISE
            Könntet ihr mir bitte die Preisliste schicken?            | DE | REQUEST
            Quand est-ce que vous ouvrez le dimanche ?                | FR | QUESTION
            Je suis très déçue, le colis n'est jamais arrivé          | FR | COMPLAINT
            C'est génial, merci pour votre aide !                     | FR | PRAISE
            ¿Cuándo abren los domingos?                               | ES | QUESTION
            El producto no funciona y estoy decepcionada              | ES | COMPLAINT
            Me encanta, muchas gracias por la ayuda                   | ES | PRAISE
            Quando vocês abrem no domingo?                            | PT | QUESTION
            O produto não funciona, isso é péssimo                    | PT | COMPLAINT
            Adorei, muito obrigada pela ajuda!                        | PT | PRAISE
            Quando aprite la domenica? Non lo trovo nel sito          | IT | QUESTION
            Il pacco non è mai arrivato, sono molto delusa            | IT | COMPLAINT
            Complimenti, siete bravi e molto gentili                  | IT | PRAISE
            """)
    void aMessageIsReadAsTheRulesSay(String text, Language language, Intent intent) {
        // When
        var reading = reader.read(text);

        // Then
        assertThat(reading.language()).isEqualTo(language);
        assertThat(reading.intent()).isEqualTo(intent);
    }

    @Test
    void theSameMessageAlwaysGetsTheSameReply() {
        // When
        var first = reply(Platform.FACEBOOK, "What time do you open?");
        var second = new LocalReplies()
                .reply(Platform.FACEBOOK, "What time do you open?", Optional.empty(), Optional.empty());

        // Then
        assertThat(first).isEqualTo(second);
    }

    @Test
    void theReplyIsInTheLanguageOfTheMessageUnlessAnotherIsWanted() {
        // When
        var german = reply(Platform.LINKEDIN, "Wann habt ihr am Sonntag auf?");
        var french = engine.reply(
                Platform.LINKEDIN, "Wann habt ihr am Sonntag auf?", Optional.empty(), Optional.of(Locale.FRANCE));

        // Then
        assertThat(german).containsAnyOf("Vielen Dank", "Danke");
        assertThat(french).containsAnyOf("Merci", "Je vous remercie");
    }

    @Test
    void theToneIsThePlatformsUnlessAnotherIsAskedFor() {
        // When
        var usual = reply(Platform.LINKEDIN, "What time do you open?");
        var friendly =
                engine.reply(Platform.LINKEDIN, "What time do you open?", Optional.of("casual"), Optional.empty());

        // Then
        assertThat(usual).startsWith("Thank you for");
        assertThat(friendly).containsAnyOf("Thanks for reaching out!", "Hey, thanks");
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void everyLanguageHasEveryPhrasingAndEachFitsOnX(Language language) {
        // Given
        var lexicon = reader.lexicon(language);

        // When
        var longestOpener = java.util.stream.Stream.of("professional", "friendly", "sorry")
                .flatMap(tone -> lexicon.phrasings("opener." + tone).stream())
                .mapToInt(String::length)
                .max()
                .orElseThrow();

        // Then
        for (var intent : Intent.values()) {
            assertThat(lexicon.phrasings("reply." + intent.key())).isNotEmpty().allSatisfy(body -> assertThat(
                            intent == Intent.DISTRESS ? body.length() : longestOpener + 1 + body.length())
                    .isLessThanOrEqualTo(280));
        }
    }

    private String reply(Platform platform, String text) {
        return engine.reply(platform, text, Optional.empty(), Optional.empty());
    }
}
