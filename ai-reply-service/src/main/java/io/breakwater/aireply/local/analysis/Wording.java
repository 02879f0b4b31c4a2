package io.breakwater.aireply.local.analysis;

import io.breakwater.aireply.analysis.Finding;
import io.breakwater.aireply.analysis.RiskLevel;
import io.breakwater.aireply.local.Lexicon;
import io.breakwater.aireply.local.analysis.Entry.Trouble;
import io.breakwater.aireply.local.analysis.Entry.Unjudged;
import io.breakwater.aireply.local.analysis.Entry.Value;
import java.util.List;
import java.util.Locale;

/** What an analysis says, in one language. */
final class Wording {

    private final Lexicon lexicon;

    Wording(Lexicon lexicon) {
        this.lexicon = lexicon;
    }

    Finding sign(WarningSign sign) {
        return new Finding(
                lexicon.text("label.sign"),
                RiskLevel.CRITICAL,
                lexicon.text(sign.key() + ".text"),
                null,
                null,
                sign.source());
    }

    Finding value(Value entry) {
        var vital = entry.vital();
        var band = vital.band(entry.value());
        var label = lexicon.text("label." + vital.key());
        return new Finding(
                label,
                band.level(),
                capital(label) + ": " + lexicon.text(band.grade().key()) + " (" + vital.bounds(band) + ").",
                vital.shown(entry.value()),
                vital.range(),
                vital.source());
    }

    Finding unjudged(Unjudged entry) {
        return Finding.notAssessed(
                // The caller's own name for something unknown is told as it came.
                entry.trouble() == Trouble.NO_RANGE ? entry.subject() : lexicon.text("label." + entry.subject()),
                lexicon.text("trouble."
                        + entry.trouble().name().toLowerCase(Locale.ROOT).replace('_', '-')));
    }

    Finding earlyWarning(int points) {
        return new Finding(
                lexicon.text("label.news2"),
                EarlyWarning.level(points),
                lexicon.text("news2").formatted(points),
                "≥ " + points,
                "0–4",
                EarlyWarning.SOURCE);
    }

    /** A direction is no urgency: the values have their own. */
    Finding trend(Trend trend) {
        var label = lexicon.text("label." + trend.vital().key());
        return new Finding(
                label,
                trend.worsening() ? RiskLevel.MODERATE : RiskLevel.LOW,
                capital(label) + ": "
                        + lexicon.text("trend." + trend.direction().name().toLowerCase(Locale.ROOT))
                        + " (" + trend.shown() + ").",
                null,
                null,
                null);
    }

    String summary(int signs, int outside, int judged, int unjudged, boolean searched) {
        return lexicon.text("summary").formatted(signs, outside, judged)
                + (unjudged == 0 ? "" : " " + lexicon.text("summary.unjudged").formatted(unjudged))
                + (searched ? " " + lexicon.text("summary.searched") : "");
    }

    List<String> advice(RiskLevel risk) {
        return lexicon.texts("advice." + risk.slug());
    }

    String nothing() {
        return lexicon.text("empty");
    }

    List<String> whatToSend() {
        return lexicon.texts("empty.advice");
    }

    private static String capital(String label) {
        return label.substring(0, 1).toUpperCase(Locale.ROOT) + label.substring(1);
    }
}
