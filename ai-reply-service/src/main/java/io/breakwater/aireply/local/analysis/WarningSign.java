package io.breakwater.aireply.local.analysis;

import io.breakwater.aireply.local.Hits;
import java.util.List;
import java.util.Locale;

/**
 * Symptoms that want help now, as those who publish them word them for everybody. The words for them, in each language,
 * are in the lexicons.
 */
enum WarningSign {
    CHEST_PAIN("American Heart Association, heart attack warning signs"),
    BREATHING("American College of Emergency Physicians, emergency warning signs"),
    STROKE("American Stroke Association, BE FAST"),
    HEADACHE("American Stroke Association"),
    CONSCIOUSNESS("American College of Emergency Physicians, emergency warning signs"),
    BLEEDING("American College of Emergency Physicians, emergency warning signs"),
    ALLERGY("American Academy of Allergy, Asthma and Immunology"),
    MENINGITIS("NHS, symptoms of meningitis"),
    SELF_HARM("World Health Organization, suicide prevention");

    /** How many words before a sign may hold its negation: "denies any recent chest pain". */
    private static final int REACH = 3;

    private final String source;

    WarningSign(String source) {
        this.source = source;
    }

    String key() {
        return "sign." + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String source() {
        return source;
    }

    /** Whether a sentence tells of it, in the language of these hits, and does not deny it. */
    boolean in(Hits sentence) {
        var negations = sentence.covered("negation");
        // "No relief from chest pain" denies the relief.
        var relief = sentence.covered("still-there");
        return sentence.places(key()).stream().anyMatch(at -> !before(negations, at) || before(relief, at));
    }

    private static boolean before(List<Integer> places, int at) {
        return places.stream().anyMatch(place -> place < at && place >= at - REACH);
    }
}
