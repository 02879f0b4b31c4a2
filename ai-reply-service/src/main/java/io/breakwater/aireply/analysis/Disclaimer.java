package io.breakwater.aireply.analysis;

/** What every analysis says of itself. */
final class Disclaimer {

    private static final String ALWAYS =
            " This is not a diagnosis and does not replace a clinician. In an emergency call the local emergency number.";

    private Disclaimer() {}

    static String of(AnalysisContent content) {
        return (content.model() == null
                        ? "An automatic comparison with published ranges for adults; no language model was used."
                        : "Written by a language model, which may be wrong.")
                + ALWAYS;
    }
}
