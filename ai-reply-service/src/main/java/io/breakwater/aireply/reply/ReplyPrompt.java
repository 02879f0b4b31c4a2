package io.breakwater.aireply.reply;

import io.breakwater.aireply.model.ChatRequest;
import io.breakwater.aireply.model.ExcusedModelFailure;
import io.breakwater.aireply.platform.PlatformRules;
import io.breakwater.aireply.safety.Fence;
import io.breakwater.aireply.safety.Fences;
import io.breakwater.aireply.safety.Screen;
import java.util.Locale;
import java.util.Set;

/** How the model is asked for a reply, and what it may answer. One for each request: its fence is new each time. */
final class ReplyPrompt {

    private static final String INSTRUCTIONS = """
            You write the reply to one message that a user received on %s, in that user's name.
            Answer with the text of the reply alone: plain text, no quotation marks around it, no markup, no explanation.
            At most %d characters and %d hashtags. Language: %s. Tone: %s.
            Mention nobody by a handle. State no fact that the message does not give.
            Where the message speaks of suicide or self-harm, answer with care and name findahelpline.com; invent no number.
            Where it insults, stay calm and do not repeat it.
            %s""";

    /** Tones that are words and nothing else. Any other is the caller's own, and goes where their text goes. */
    private static final Set<String> TONES = Set.of(
            "professional",
            "formal",
            "neutral",
            "friendly",
            "warm",
            "kind",
            "empathetic",
            "supportive",
            "cheerful",
            "casual",
            "informal",
            "playful",
            "funny",
            "humorous",
            "relaxed",
            "brief",
            "short",
            "concise",
            "direct",
            "enthusiastic",
            "apologetic",
            "polite",
            "grateful",
            "confident");

    /** Far more than any platform takes. */
    private static final int LONGEST = 20_000;

    private final String instructions;
    private final Fence fence;
    private final Screen screen;

    private ReplyPrompt(String instructions, Fence fence, Screen screen) {
        this.instructions = instructions;
        this.fence = fence;
        this.screen = screen;
    }

    static ReplyPrompt of(ReplyOrder order, Fences fences) {
        var own = order.tone().filter(tone -> !TONES.contains(tone));
        var fence = fences.around(own.map(tone -> "Tone: " + tone + "\n\n").orElse("") + order.text());
        var rules = PlatformRules.of(order.platform());
        var instructions = INSTRUCTIONS.formatted(
                order.platform(),
                rules.maxLength(),
                rules.maxHashtags(),
                order.language().map(ReplyPrompt::language).orElse("that of the message"),
                own.isPresent()
                        ? "the one named in the first line of the data, as far as that names one"
                        : order.tone().orElse("as is usual on that platform"),
                fence.rule());
        return new ReplyPrompt(instructions, fence, new Screen(instructions, fence, order.text()));
    }

    ChatRequest request(int maxTokens) {
        return new ChatRequest(instructions, fence.fenced(), maxTokens);
    }

    /** @throws ExcusedModelFailure for a reply that must not be passed on, or that is none by its mere length */
    void check(String reply) {
        if (reply.length() > LONGEST) {
            throw ExcusedModelFailure.unusable();
        }
        if (screen.judge(reply).isPresent()) {
            throw ExcusedModelFailure.unsafe();
        }
    }

    /** Whether a reply that begins so may be told before its end is known. */
    boolean mayBegin(String reply) {
        return screen.clears(reply);
    }

    /** Only what ISO knows: a tag has room for more words than a language. */
    private static String language(Locale locale) {
        return locale.getLanguage() + (locale.getCountry().isEmpty() ? "" : "-" + locale.getCountry());
    }
}
