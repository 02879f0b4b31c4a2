package io.breakwater.aireply.analysis;

import io.breakwater.aireply.local.Language;
import io.breakwater.aireply.local.Lexicon;
import java.util.Map;

import static java.util.Objects.requireNonNull;

/** What every analysis says of itself, in its own language. */
final class Disclaimer {

    private static final Map<Language, Lexicon> LEXICONS = Lexicon.all("analysis");

    private Disclaimer() {}

    static String of(AnalysisContent content) {
        var lexicon = requireNonNull(LEXICONS.get(content.language()));
        return lexicon.text(content.model() == null ? "disclaimer.local" : "disclaimer.model")
                + " "
                + lexicon.text("disclaimer.always");
    }
}
