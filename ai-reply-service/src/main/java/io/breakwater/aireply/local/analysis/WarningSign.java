package io.breakwater.aireply.local.analysis;

import io.breakwater.aireply.local.Words;
import java.util.List;
import java.util.stream.Stream;

/** Symptoms that want help now, as those who publish them word them for everybody. */
enum WarningSign {
    CHEST_PAIN(
            "Chest pain or pressure can be a sign of a heart attack.",
            "American Heart Association, heart attack warning signs",
            "chest pain",
            "chest pressure",
            "chest tightness",
            "pain in chest",
            "pain in my chest",
            "pain in the chest",
            "tightness in my chest"),
    BREATHING(
            "Trouble with breathing can be an emergency.",
            "American College of Emergency Physicians, emergency warning signs",
            "shortness of breath",
            "short of breath",
            "difficulty breathing",
            "trouble breathing",
            "cannot breathe",
            "can t breathe",
            "struggling to breathe"),
    STROKE(
            "This can be a sign of a stroke, where minutes count.",
            "American Stroke Association, BE FAST",
            "face drooping",
            "facial droop",
            "slurred speech",
            "arm weakness",
            "sudden weakness",
            "sudden numbness",
            "sudden confusion",
            "one sided weakness",
            "sudden vision loss"),
    HEADACHE(
            "A sudden and very severe headache can be a sign of bleeding in the brain.",
            "American Stroke Association",
            "worst headache",
            "thunderclap headache",
            "sudden severe headache"),
    CONSCIOUSNESS(
            "Loss of consciousness or a seizure can be an emergency.",
            "American College of Emergency Physicians, emergency warning signs",
            "loss of consciousness",
            "lost consciousness",
            "unconscious",
            "passed out",
            "fainted",
            "fainting",
            "seizure",
            "seizures"),
    BLEEDING(
            "Bleeding inside, or that does not stop, can be an emergency.",
            "American College of Emergency Physicians, emergency warning signs",
            "coughing up blood",
            "coughing blood",
            "vomiting blood",
            "heavy bleeding",
            "severe bleeding",
            "bleeding that won t stop"),
    ALLERGY(
            "Swelling of face, tongue or throat can be a dangerous allergic reaction.",
            "American Academy of Allergy, Asthma and Immunology",
            "swollen tongue",
            "swelling of the tongue",
            "swelling of the face",
            "swollen face",
            "throat swelling",
            "throat closing",
            "anaphylaxis"),
    SELF_HARM(
            "Thoughts of suicide or self-harm are an emergency, and there is help: findahelpline.com lists crisis lines"
                    + " by country.",
            "World Health Organization, suicide prevention",
            "suicidal",
            "suicide",
            "kill myself",
            "want to die",
            "self harm",
            "hurt myself",
            "end my life");

    /** Not "not": who "can not sleep" may have whatever comes after it. */
    private static final List<String> NEGATIONS = List.of("no", "denies", "denied", "without");

    /** "No relief from chest pain" denies the relief. */
    private static final String STILL_THERE = "from";

    /** How many words before a sign may hold its negation: "denies any recent chest pain". */
    private static final int REACH = 3;

    private final String meaning;
    private final String source;
    private final List<Words> phrases;

    WarningSign(String meaning, String source, String... phrases) {
        this.meaning = meaning;
        this.source = source;
        this.phrases = Stream.of(phrases).map(Words::of).toList();
    }

    String label() {
        return "warning sign";
    }

    String meaning() {
        return meaning;
    }

    String source() {
        return source;
    }

    /** Whether this text tells of it, and does not deny it. */
    boolean in(Words text) {
        return phrases.stream().anyMatch(phrase -> text.contains(phrase) && !deniedEverywhere(text, phrase));
    }

    private static boolean deniedEverywhere(Words text, Words phrase) {
        var words = text.list();
        var size = phrase.list().size();
        for (var at = 0; at + size <= words.size(); at++) {
            if (words.subList(at, at + size).equals(phrase.list())
                    && !denied(words.subList(Math.max(0, at - REACH), at))) {
                return false;
            }
        }
        return true;
    }

    /** @param before the words before a sign */
    private static boolean denied(List<String> before) {
        return before.stream().anyMatch(NEGATIONS::contains) && !before.contains(STILL_THERE);
    }
}
