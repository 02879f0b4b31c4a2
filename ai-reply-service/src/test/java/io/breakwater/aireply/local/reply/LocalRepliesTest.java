package io.breakwater.aireply.local.reply;

import io.breakwater.aireply.local.Language;
import io.breakwater.aireply.local.Lexicon;
import io.breakwater.aireply.local.Words;
import io.breakwater.aireply.platform.PlatformRules;
import io.breakwater.resilience.identity.Platform;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Messages as people write them, and what the rules say of each: written from the rules, not from what came out. */
class LocalRepliesTest {

    private final Reader reader = new Reader();
    private final LocalReplies engine = new LocalReplies();

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            # English
            Test message                                                     | EN | OTHER     | NEUTRAL
            What time do you open on Sunday?                                 | EN | QUESTION  | NEUTRAL
            how does the delivery work                                       | EN | QUESTION  | NEUTRAL
            I love this, thank you so much!                                  | EN | PRAISE    | POSITIVE
            Best birthday ever 🎉🎉 the cake was delicious                    | EN | PRAISE    | POSITIVE
            My order never arrived and I am angry                            | EN | COMPLAINT | NEGATIVE
            This is the worst service, I want a refund                       | EN | COMPLAINT | NEGATIVE
            The new app is not good                                          | EN | COMPLAINT | NEGATIVE
            I love your shop, but my parcel never arrived                    | EN | COMPLAINT | NEGATIVE
            The hotel was dirty and the staff was rude 😡👎                   | EN | COMPLAINT | NEGATIVE
            Could you send me the price list, please?                        | EN | REQUEST   | NEUTRAL
            Great pictures! Where did you take them?                         | EN | QUESTION  | POSITIVE
            Not bad at all!                                                  | EN | PRAISE    | POSITIVE
            We moved to the second floor last week                           | EN | OTHER     | NEUTRAL
            Click here to earn free money https://example.com                | EN | SPAM      | NEUTRAL
            Bitcoin and forex, guaranteed profits every day                  | EN | SPAM      | NEUTRAL
            I just want to die                                               | EN | DISTRESS  | NEUTRAL
            I keep thinking about suicide and nobody knows                   | EN | DISTRESS  | NEUTRAL
            You are all idiots, go to hell                                   | EN | ABUSE     | NEUTRAL
            # Deutsch
            Wann habt ihr am Sonntag auf?                                    | DE | QUESTION  | NEUTRAL
            Das Paket ist nie angekommen und ich bin enttäuscht              | DE | COMPLAINT | NEGATIVE
            Ihr seid super, danke für die tolle Hilfe!                       | DE | PRAISE    | POSITIVE
            Danke!                                                           | DE | PRAISE    | POSITIVE
            Könntet ihr mir bitte die Preisliste schicken?                   | DE | REQUEST   | NEUTRAL
            Wie groß ist der Tisch?                                          | DE | QUESTION  | NEUTRAL
            Das Essen war nicht gut                                          | DE | COMPLAINT | NEGATIVE
            Wir sind gestern umgezogen                                       | DE | OTHER     | NEUTRAL
            Jetzt kaufen und von zu Hause Geld verdienen                     | DE | SPAM      | NEUTRAL
            Ich will nicht mehr leben                                        | DE | DISTRESS  | NEUTRAL
            Ihr seid doch alle Idioten, verpisst euch                        | DE | ABUSE     | NEUTRAL
            # Français
            Quand est-ce que vous ouvrez le dimanche ?                       | FR | QUESTION  | NEUTRAL
            Je suis très déçue, le colis n'est jamais arrivé                 | FR | COMPLAINT | NEGATIVE
            C'est génial, merci pour votre aide !                            | FR | PRAISE    | POSITIVE
            Merci beaucoup ❤️                                                 | FR | PRAISE    | POSITIVE
            Pourriez-vous m'envoyer la liste des prix ?                      | FR | REQUEST   | NEUTRAL
            Le magasin se trouve près de la gare                             | FR | OTHER     | NEUTRAL
            Cliquez ici pour gagner de l'argent depuis chez vous             | FR | SPAM      | NEUTRAL
            J'ai envie de mourir                                             | FR | DISTRESS  | NEUTRAL
            Bande d'imbéciles, allez vous faire foutre                       | FR | ABUSE     | NEUTRAL
            # Español
            ¿Cuándo abren los domingos?                                      | ES | QUESTION  | NEUTRAL
            El producto no funciona y estoy decepcionada                     | ES | COMPLAINT | NEGATIVE
            Me encanta, muchas gracias por la ayuda                          | ES | PRAISE    | POSITIVE
            ¡Felicidades por el nuevo local!                                 | ES | PRAISE    | POSITIVE
            ¿Me puede enviar la lista de precios, por favor?                 | ES | REQUEST   | NEUTRAL
            La tienda está al lado de la estación                            | ES | OTHER     | NEUTRAL
            Haz clic aquí y gana dinero desde casa                           | ES | SPAM      | NEUTRAL
            No quiero seguir viviendo                                        | ES | DISTRESS  | NEUTRAL
            Sois unos gilipollas, idos a la mierda                           | ES | ABUSE     | NEUTRAL
            # Português
            Quando vocês abrem no domingo?                                   | PT | QUESTION  | NEUTRAL
            O produto não funciona, isso é péssimo                           | PT | COMPLAINT | NEGATIVE
            Adorei, muito obrigada pela ajuda!                               | PT | PRAISE    | POSITIVE
            Parabéns pelo trabalho maravilhoso 👏                             | PT | PRAISE    | POSITIVE
            Vocês podem enviar a lista de preços, por favor?                 | PT | REQUEST   | NEUTRAL
            A loja fica ao lado da estação                                   | PT | OTHER     | NEUTRAL
            Clique aqui e ganhe dinheiro https://example.com                 | PT | SPAM      | NEUTRAL
            Não quero mais viver                                             | PT | DISTRESS  | NEUTRAL
            Vocês são uns idiotas, vão à merda                               | PT | ABUSE     | NEUTRAL
            # Italiano
            Quando aprite la domenica?                                       | IT | QUESTION  | NEUTRAL
            Il pacco non è mai arrivato, sono molto delusa                   | IT | COMPLAINT | NEGATIVE
            Complimenti, siete bravi e molto gentili                         | IT | PRAISE    | POSITIVE
            Grazie mille 😊                                                   | IT | PRAISE    | POSITIVE
            Mi potete mandare il listino prezzi, per favore?                 | IT | REQUEST   | NEUTRAL
            Il negozio si trova vicino alla stazione                         | IT | OTHER     | NEUTRAL
            Clicca qui e diventa ricco                                       | IT | SPAM      | NEUTRAL
            Voglio farla finita                                              | IT | DISTRESS  | NEUTRAL
            Siete dei deficienti, andate all'inferno                         | IT | ABUSE     | NEUTRAL
            # Mixed, short, without words
            😍😍😍                                                             | EN | PRAISE    | POSITIVE
            👎                                                               | EN | COMPLAINT | NEGATIVE
            ?                                                                | EN | QUESTION  | NEUTRAL
            ok                                                               | EN | OTHER     | NEUTRAL
            12345                                                            | EN | OTHER     | NEUTRAL
            Когда вы открываетесь?                                           | EN | QUESTION  | NEUTRAL
            @shop #sale Wann kommt meine Bestellung an? https://example.com  | DE | QUESTION  | NEUTRAL
            The customer service told me "bitte warten", what does it mean?  | EN | QUESTION  | NEUTRAL
            Das Meeting war super, nice work Leute, danke an alle            | DE | PRAISE    | POSITIVE
            I can't wait to see Suicide Squad tonight                        | EN | OTHER     | NEUTRAL
            everything is fine, ich will sterben                             | *  | DISTRESS  | *
            """)
    void aMessageIsReadAsTheRulesSay(String text, String language, Intent intent, String mood) {
        // When
        var reading = reader.read(text);

        // Then
        assertThat(reading.intent()).isEqualTo(intent);
        if (!language.equals("*")) {
            assertThat(reading.language()).isEqualTo(Language.valueOf(language));
        }
        // Nobody cares how an insult or a cry for help feels: these are answered by what they are.
        if (intent != Intent.DISTRESS && intent != Intent.ABUSE && intent != Intent.SPAM) {
            assertThat(reading.mood()).isEqualTo(Mood.valueOf(mood));
        }
    }

    @Test
    void theSameMessageAlwaysGetsTheSameReply() {
        // Given
        var text = "What time do you open?";

        // When
        var first = reply(Platform.FACEBOOK, text);
        var second = new LocalReplies().reply(Platform.FACEBOOK, text, Optional.empty(), Optional.empty());

        // Then
        assertThat(first).isEqualTo(second);
    }

    @Test
    void differentMessagesGetDifferentPhrasings() {
        // Given
        var replies = new HashSet<String>();

        // When
        for (var n = 0; n < 200; n++) {
            replies.add(reply(Platform.FACEBOOK, "What time do you open on day " + n + "?"));
        }

        // Then: three openers times three bodies.
        assertThat(replies).hasSize(9);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            EN | What time do you open on Sunday?
            DE | Wann habt ihr am Sonntag auf?
            FR | Quand est-ce que vous ouvrez le dimanche ?
            ES | ¿Cuándo abren los domingos?
            PT | Quando vocês abrem no domingo?
            IT | Quando aprite la domenica?
            """)
    void theReplyIsInTheLanguageOfTheMessageUnlessAnotherIsWanted(Language language, String text) {
        // When
        var replied = reply(Platform.LINKEDIN, text);
        var wanted = engine.reply(Platform.LINKEDIN, text, Optional.empty(), Optional.of(Locale.CANADA_FRENCH));

        // Then
        assertThat(phrasings(language, "reply.question"))
                .anySatisfy(body -> assertThat(replied).endsWith(body));
        assertThat(phrasings(Language.FR, "reply.question"))
                .anySatisfy(body -> assertThat(wanted).endsWith(body));
    }

    @ParameterizedTest
    @CsvSource({
        "LINKEDIN,,professional",
        "FACEBOOK,,friendly",
        "INSTAGRAM,,casual",
        "TWITTER,,brief",
        "LINKEDIN,casual,casual",
        "LINKEDIN,warm,friendly",
        "INSTAGRAM,concise,brief",
        "INSTAGRAM,formal,professional",
        "INSTAGRAM,pirate,professional"
    })
    void theToneIsThePlatformsUnlessAnotherIsAskedFor(Platform platform, String asked, String tone) {
        // When
        var replied = engine.reply(platform, "What time do you open?", Optional.ofNullable(asked), Optional.empty());

        // Then
        assertThat(phrasings(Language.EN, "opener." + tone))
                .anySatisfy(opener -> assertThat(replied).startsWith(opener));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "I just want to die",
                "Ich will nicht mehr leben",
                "J'ai envie de mourir",
                "No quiero seguir viviendo",
                "Não quero mais viver",
                "Voglio farla finita",
                "You idiots make me want to kill myself, give me my money back https://example.com"
            })
    void whoMayBeInDangerIsToldWhereHelpIsAndNoNumberIsInvented(String text) {
        for (var platform : Platform.values()) {
            // When
            var replied = reply(platform, text);

            // Then
            assertThat(replied).contains("findahelpline.com").doesNotContainPattern("[0-9]");
            assertThat(PlatformRules.of(platform).fit(replied, Optional.of("fifteenletters1")))
                    .contains("findahelpline.com")
                    .doesNotEndWith("…");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "You are all idiots, go to hell, you scumbags",
                "Ihr Arschlöcher, verreckt doch",
                "Connards, allez vous faire foutre",
                "Hijos de puta, váyanse a la mierda",
                "Filhos da puta, vão se foder",
                "Stronzi, vaffanculo"
            })
    void anInsultIsAnsweredCalmlyAndNeverRepeated(String text) {
        // When
        var replied = reply(Platform.TWITTER, text);

        // Then
        assertThat(Words.of(replied).list())
                .doesNotContainAnyElementsOf(Words.of(text).list().stream()
                        .filter(word -> word.length() > 4)
                        .toList());
        assertThat(Lexicon.all("reply").values())
                .noneMatch(lexicon -> lexicon.in(Words.of(replied)).has("abuse"));
        assertThat(reader.read(replied).intent()).isNotEqualTo(Intent.ABUSE);
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void everyLanguageHasSeveralPhrasingsOfEachAndAllFitOnX(Language language) {
        // Given
        var longestOpener = Stream.of("professional", "friendly", "casual", "brief", "sorry")
                .flatMap(tone -> phrasings(language, "opener." + tone).stream())
                .mapToInt(String::length)
                .max()
                .orElseThrow();
        var alone = List.of(Intent.DISTRESS, Intent.ABUSE, Intent.SPAM);

        for (var intent : Intent.values()) {
            // When
            var bodies = phrasings(language, "reply." + intent.key());

            // Then: with room for "@" and a handle of 15 letters.
            assertThat(bodies)
                    .hasSizeGreaterThanOrEqualTo(2)
                    .doesNotHaveDuplicates()
                    .allSatisfy(body -> assertThat(PlatformRules.TWITTER.length(body)
                                    + (alone.contains(intent) ? 0 : longestOpener + 1))
                            .isLessThanOrEqualTo(280 - 17));
        }
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void whatTheEngineSaysIsInTheLanguageItThinksItIs(Language language) {
        for (var intent : Intent.values()) {
            for (var body : phrasings(language, "reply." + intent.key())) {
                // When
                var reading = reader.read(body);

                // Then
                assertThat(reading.language()).as(body).isEqualTo(language);
            }
        }
    }

    private List<String> phrasings(Language language, String key) {
        return reader.lexicon(language).texts(key);
    }

    private String reply(Platform platform, String text) {
        return engine.reply(platform, text, Optional.empty(), Optional.empty());
    }
}
