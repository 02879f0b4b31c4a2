package io.breakwater.aireply.local.reply;

import io.breakwater.aireply.platform.PlatformRules;
import io.breakwater.resilience.identity.Platform;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.CRC32;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Replies without a model: an opener in the right tone and a sentence that fits the message's intent, in the message's
 * language. The same message always gets the same reply. It states no facts, because it knows none.
 */
@Singleton
public final class LocalReplies {

    private final Reader reader = new Reader();

    /**
     * A reply that may be posted as it is.
     *
     * @param tone as asked for, in lower case
     * @param wanted the language to answer in; that of the text where none is wanted, or not one of ours
     */
    public String reply(Platform platform, String text, Optional<String> tone, Optional<Locale> wanted) {
        var reading = reader.read(text);
        var language = wanted.flatMap(Language::of).orElse(reading.language());
        var lexicon = reader.lexicon(language);
        var body = pick(lexicon.phrasings("reply." + reading.intent().key()), text);
        var reply =
                switch (reading.intent()) {
                    // These stand alone: no cheerful opener before them.
                    case DISTRESS, SPAM -> body;
                    case COMPLAINT -> pick(lexicon.phrasings("opener.sorry"), text) + " " + body;
                    case QUESTION, REQUEST, PRAISE, OTHER -> opener(platform, tone, lexicon, text) + " " + body;
                };
        return PlatformRules.of(platform).fit(reply);
    }

    private static String opener(Platform platform, Optional<String> tone, Lexicon lexicon, String text) {
        return pick(lexicon.phrasings("opener." + Tone.of(platform, tone).key()), text);
    }

    /** Always the same for the same text, spread evenly over texts. */
    private static String pick(List<String> phrasings, String text) {
        var hash = new CRC32();
        hash.update(text.getBytes(UTF_8));
        return phrasings.get((int) (hash.getValue() % phrasings.size()));
    }
}
