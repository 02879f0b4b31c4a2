package io.breakwater.aireply.local.reply;

import io.breakwater.aireply.local.Language;
import io.breakwater.aireply.local.Lexicon;
import io.breakwater.resilience.identity.Platform;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.CRC32;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Replies without a model: an opener in the right tone and a sentence that fits the message's intent, in the message's
 * language. The same message always gets the same reply. It states no facts, because it knows none, and never repeats
 * a word of the message. Who may be in danger is told where help is to be found, in the world and not in one country,
 * because nothing says where they are; who insults is answered calmly.
 */
@Singleton
public final class LocalReplies {

    private final Reader reader = new Reader();

    /**
     * A reply in plain words, at most 240 characters. {@link io.breakwater.aireply.platform.PlatformRules} has the last
     * word on it.
     *
     * @param tone as asked for, in lower case
     * @param wanted the language to answer in; that of the text where none is wanted, or not one of ours
     */
    public String reply(Platform platform, String text, Optional<String> tone, Optional<Locale> wanted) {
        var reading = reader.read(text);
        var lexicon = reader.lexicon(wanted.flatMap(Language::of).orElse(reading.language()));
        var body = pick(lexicon, "reply." + reading.intent().key(), text);
        return switch (reading.intent()) {
            // These stand alone: no cheerful opener before them.
            case DISTRESS, ABUSE, SPAM -> body;
            case COMPLAINT -> pick(lexicon, "opener.sorry", text) + " " + body;
            case QUESTION, REQUEST, PRAISE, OTHER ->
                pick(lexicon, "opener." + Tone.of(platform, tone).key(), text) + " " + body;
        };
    }

    /** Always the same for the same text, spread evenly over texts, and for each part by itself. */
    private static String pick(Lexicon lexicon, String key, String text) {
        var phrasings = lexicon.texts(key);
        var hash = new CRC32();
        hash.update(key.getBytes(UTF_8));
        hash.update(text.getBytes(UTF_8));
        return phrasings.get((int) (hash.getValue() % phrasings.size()));
    }
}
