package io.breakwater.aireply.safety;

import io.breakwater.aireply.local.Phrase;
import io.breakwater.aireply.local.Words;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Looks at what a model wrote before anybody else does. It knows what the model was told, and what text it was to work
 * on. Judges whole texts: half of one may be too short to tell.
 */
public final class Screen {

    /** Nobody who replies to a message says these of themselves. */
    private static final List<Phrase> OUT_OF_ROLE = Suspicion.phrases("""
            as an ai, as a language model, i am an ai, i m an ai, i am a language model, large language model, ai language model,
            i am chatgpt, i m chatgpt, i am dan, developer mode, jailbroken, my instructions, my system prompt, system prompt, my prompt, i was instructed,
            i was told to, i have been instructed, my guidelines, my programming, i cannot comply, i can t comply,
            ignoring previous, ignoring all previous, previous instructions, unrestricted mode,
            als ki, als sprachmodell, ich bin eine ki, systemprompt, meine anweisungen, entwicklermodus,
            en tant qu ia, modele de langage, mes instructions, mode developpeur,
            como ia, modelo de lenguaje, mis instrucciones, modo desarrollador,
            modelo de linguagem, minhas instrucoes, modo desenvolvedor,
            come ia, modello linguistico, le mie istruzioni, modalita sviluppatore""");

    private static final Pattern LABEL = Pattern.compile(
            "(?im)^[^\\w\\n]{0,20}(?:system|assistant|developer|user|human|dan|\\[?jailbreak\\w*]?)\\s*[:\\]>]|^[ \\t]{0,20}#{2,}\\s*(?:system|instruction)");

    /** Where to go, whom to call: the text planted it, since the model knows none. */
    private static final Pattern ADDRESS = Pattern.compile(
            "https?://|www\\.|\\b[\\w.+-]{1,64}@[\\w-]{1,63}\\.\\w|\\b[a-z0-9-]{2,63}\\.(?:com|net|org|io|xyz|info|example|test|evil|ru|cn|de)\\b|(?:\\d[\\s()./-]?){7}",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern SHOUTED = Pattern.compile("\\b\\p{Lu}[\\p{Lu}\\p{N}_]{3,}\\b");
    private static final Pattern CODE = Pattern.compile("[{}]|```|</?\\w+[^>]{0,100}>|;\\s*--|\\bDROP TABLE\\b");

    /** From this share of its words on, a reply only says the text after. */
    private static final double ECHO = 0.6;

    private static final int SHORTEST_WORD = 3;
    private static final int FEW_WORDS = 3;

    private final Leak leak;
    private final String mark;
    private final String text;
    private final boolean suspicious;

    /** @param instructions what the model was told, the fence's rule included */
    public Screen(String instructions, Fence fence, String text) {
        this.leak = new Leak(instructions);
        this.mark = fence.mark();
        this.text = text;
        this.suspicious = Suspicion.of(text);
    }

    /** Why these words must not be passed on; empty where nothing speaks against them. */
    public Optional<Refusal> judge(String written) {
        // Half a mark is one as well.
        if (hexDigits(written).contains(mark.substring(0, mark.length() / 2)) || leak.in(written)) {
            return Optional.of(Refusal.LEAK);
        }
        var words = Words.of(written);
        if (labelled(written) || Data.hasTokens(written) || OUT_OF_ROLE.stream().anyMatch(phrase -> phrase.in(words))) {
            return Optional.of(Refusal.ROLE);
        }
        return suspicious && obeys(written, words) ? Optional.of(Refusal.OBEYED) : Optional.empty();
    }

    /**
     * Whether a text that begins so may be told before it is whole: so far nothing speaks against it, and the message it
     * answers did not talk to the model, whose words are then judged as a whole only.
     */
    public boolean clears(String beginning) {
        return !suspicious && judge(beginning).isEmpty();
    }

    private static String hexDigits(String written) {
        var digits = new StringBuilder();
        for (var at = 0; at < written.length(); at++) {
            if (Digits.hexDigit(written.charAt(at))) {
                digits.append(written.charAt(at));
            }
        }
        return digits.toString().toLowerCase(Locale.ROOT);
    }

    /** Looks for what is rare before what takes long: most replies have nothing that makes a label. */
    private static boolean labelled(String written) {
        return (written.indexOf(':') >= 0
                        || written.indexOf(']') >= 0
                        || written.indexOf('>') >= 0
                        || written.contains("##"))
                && LABEL.matcher(written).find();
    }

    private boolean obeys(String written, Words words) {
        if (ADDRESS.matcher(written).find() || CODE.matcher(written).find()) {
            return true;
        }
        var said = new HashSet<>(Words.of(text).list());
        var telling = words.list().stream()
                .filter(word -> word.length() >= SHORTEST_WORD)
                .toList();
        return telling.size() < FEW_WORDS
                || telling.stream().filter(said::contains).count() >= ECHO * telling.size()
                || SHOUTED.matcher(written).results().anyMatch(found -> text.contains(found.group()));
    }
}
