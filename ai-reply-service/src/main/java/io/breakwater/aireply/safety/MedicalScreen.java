package io.breakwater.aireply.safety;

import io.breakwater.aireply.local.Phrase;
import io.breakwater.aireply.local.Words;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds what an analysis must never say: what illness somebody has, and what they are to take. */
public final class MedicalScreen {

    private static final List<Phrase> DIAGNOSES = Suspicion.phrases("""
            i diagnose, my diagnosis, the diagnosis is, your diagnosis is, you are diagnosed, you suffer from, you are suffering from,
            you have diabetes, you have hypertension, you have cancer, you have a heart attack, you are having a heart attack,
            you are perfectly healthy, you are completely healthy, no need to see a doctor, you don t need a doctor,
            you do not need a doctor, stop taking, i prescribe,
            meine diagnose, die diagnose lautet, ihre diagnose ist, sie leiden an, sie haben diabetes, sie brauchen keinen arzt, ich verschreibe,
            mon diagnostic, le diagnostic est, vous souffrez de, vous avez du diabete, pas besoin de medecin, je vous prescris,
            mi diagnostico, el diagnostico es, usted padece, usted sufre de, usted tiene diabetes, no necesita un medico, le receto,
            meu diagnostico, o diagnostico e, voce sofre de, voce tem diabetes, nao precisa de medico, eu receito,
            la mia diagnosi, la diagnosi e, lei soffre di, lei ha il diabete, non serve un medico, le prescrivo""");

    private static final Pattern DOSE = Pattern.compile(
            "\\d\\s?(?:mg|µg|mcg|ml|tablets?|pills?|Tabletten|comprim\\w+|pastillas|compresse)\\b(?!\\s?/)",
            Pattern.CASE_INSENSITIVE);

    private MedicalScreen() {}

    public static Optional<Refusal> judge(String written) {
        var words = Words.of(written);
        return DOSE.matcher(written).find() || DIAGNOSES.stream().anyMatch(phrase -> phrase.in(words))
                ? Optional.of(Refusal.DIAGNOSIS)
                : Optional.empty();
    }
}
