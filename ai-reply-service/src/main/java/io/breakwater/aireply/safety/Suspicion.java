package io.breakwater.aireply.safety;

import io.breakwater.aireply.local.Phrase;
import io.breakwater.aireply.local.VisibleText;
import io.breakwater.aireply.local.Words;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Whether a text talks to the model instead of to the one who is to reply. No list of phrases is complete, so nothing is
 * refused for being suspicious: what the model then says is only looked at more closely.
 */
final class Suspicion {

    private static final List<Phrase> PHRASES = phrases("""
            ignore all, ignore previous, ignore the previous, ignore any previous, ignore your, ignore the instructions,
            ignore the above, ignore everything, ignore prior, disregard, forget everything, forget your, forget all, forget previous, override,
            new instructions, new instruction, new task, real task, system prompt, system message, your instructions, your prompt,
            your rules, hidden prompt, initial prompt, text above, everything above, words above, you are now, you re now, act as,
            pretend, roleplay, role play, developer mode, debug mode, jailbreak*, do anything now, no restrictions,
            without restrictions, unfiltered, uncensored, reply only with, reply with only, respond only with, respond with, answer only with, answer with, reply with, say exactly, output only,
            print the, repeat after me, repeat the, reveal, base64, rot13, backwards, translate your, i am the developer, i m the developer, as your developer, administrator,
            language model, chatgpt, end of message, do not follow, stop following, simulate, sudo, assistant, write exactly,
            ignoriere, vergiss alle, vergiss alles, vergiss deine, missachte, deine anweisungen, deinen anweisungen, systemprompt, du bist jetzt, du bist nun,
            tu so als, spiele die rolle, verrate, antworte nur mit, antworte mit, schreibe nur, sage nur, wiederhole, entwicklermodus,
            ohne einschrankungen, neue anweisung*, sprachmodell,
            ignore toutes, ignore les, ignorez, oublie tes, oublie toutes, oubliez, tes instructions, vos instructions, invite systeme,
            prompt systeme, tu es maintenant, vous etes maintenant, fais comme si, reponds seulement, reponds uniquement, reponds par, repete,
            mode developpeur, sans restriction*, nouvelles instructions, modele de langage,
            ignora todas, ignora las, ignora tus, ignore todas, olvida tus, olvida todo, tus instrucciones, prompt del sistema,
            instrucciones del sistema, ahora eres, actua como, finge ser, responde solo, responde unicamente, responde con, repite,
            modo desarrollador, sin restricciones, nuevas instrucciones, modelo de lenguaje,
            ignore as, ignora as, esqueca, suas instrucoes, tuas instrucoes, prompt do sistema, instrucoes do sistema, agora voce e,
            voce agora e, aja como, finja ser, responda apenas, responda somente, responda com, repita, modo desenvolvedor, sem restricoes,
            novas instrucoes, modelo de linguagem,
            ignora tutte, ignora le, dimentica le, dimentica tutto, tue istruzioni, prompt di sistema, istruzioni di sistema, ora sei,
            adesso sei, fai finta, comportati come, rispondi solo, rispondi soltanto, rispondi con, ripeti, modalita sviluppatore,
            senza restrizioni, nuove istruzioni, modello linguistico""");

    private static final Pattern LABEL =
            Pattern.compile("(?im)^[^\\w\\n]{0,20}(?:system|assistant|developer|user|human|instruction)s?\\s*[:\\]>]");

    /** Letters one by one. */
    private static final Pattern SPELT = Pattern.compile("(?:\\b\\p{L}[\\s.\\-_]){8}");

    /** A long run of digits that may be letters. */
    private static final Pattern DIGITS = Pattern.compile("[A-Za-z0-9+/]{40}|(?:[0-9a-fA-F]{2}\\s?){20}");

    private static final int FEWEST_DIGITS = 40;

    private Suspicion() {}

    static boolean of(String text) {
        var visible = VisibleText.of(text);
        var words = Words.of(visible);
        return !visible.equals(text)
                || Data.hasTokens(text)
                || labelled(text)
                || SPELT.matcher(text).find()
                || coded(text)
                || PHRASES.stream().anyMatch(phrase -> phrase.in(words));
    }

    /** Looks for what is rare before what takes long: most texts have nothing that ends a label. */
    private static boolean labelled(String text) {
        return (text.indexOf(':') >= 0 || text.indexOf(']') >= 0 || text.indexOf('>') >= 0)
                && LABEL.matcher(text).find();
    }

    private static boolean coded(String text) {
        return (Digits.base64(text) >= FEWEST_DIGITS || Digits.hex(text) >= FEWEST_DIGITS)
                && DIGITS.matcher(text).find();
    }

    static List<Phrase> phrases(String commaSeparated) {
        return Arrays.stream(commaSeparated.replace("\n", " ").split(","))
                .map(Phrase::of)
                .toList();
    }
}
