package io.breakwater.aireply.local.reply;

import io.breakwater.aireply.local.Hits;
import java.util.List;
import java.util.regex.Pattern;

/**
 * How a message feels: a word list with the rules of VADER that matter most for its sign (Hutto and Gilbert, VADER: A
 * Parsimonious Rule-based Model for Sentiment Analysis of Social Media Text, 2014): a negation among the three words
 * before turns a word round, what stands after "but" weighs more than what stands before it, and emoji count.
 */
final class Valence {

    private static final double TURNED = -0.74;
    private static final int REACH = 3;
    private static final double BEFORE_BUT = 0.5;
    private static final double AFTER_BUT = 1.5;
    /** An emoji says as much as a word. Many of the same say no more. */
    private static final double EMOJI = 1;

    // Hearts, smiles, laughter, applause, thumbs up, celebration; frowns, tears, anger, thumbs down.
    private static final Pattern GLAD =
            Pattern.compile("[\\x{2764}\\x{263A}\\x{1F44D}\\x{1F44F}\\x{1F64C}\\x{1F64F}\\x{1F389}"
                    + "\\x{1F525}\\x{1F4AF}\\x{2B50}\\x{1F31F}\\x{1F490}\\x{1F493}-\\x{1F49E}\\x{1F600}-\\x{1F60D}\\x{1F618}\\x{1F970}\\x{1F929}]"
                    + "|:-?\\)|:-?D\\b|<3");

    private static final Pattern SAD = Pattern.compile(
            "[\\x{1F44E}\\x{1F494}\\x{1F61E}-\\x{1F62D}\\x{1F612}\\x{1F614}\\x{1F92C}\\x{1F92E}]|:-?\\(");

    private Valence() {}

    static Mood of(String text, Hits hits) {
        var score = words(hits);
        score += GLAD.matcher(text).find() ? EMOJI : 0;
        score -= SAD.matcher(text).find() ? EMOJI : 0;
        return Mood.of(score);
    }

    private static double words(Hits hits) {
        var negations = hits.places("negation");
        var but = hits.places("but").stream().mapToInt(Integer::intValue).max().orElse(-1);
        return sum(hits.places("positive"), 1, negations, but)
                + sum(hits.places("negative"), -1, negations, but)
                // "Never arrived" says no by itself.
                + sum(hits.places("complaint"), -1, List.of(), but);
    }

    private static double sum(List<Integer> places, int sign, List<Integer> negations, int but) {
        return places.stream()
                .mapToDouble(at -> sign * weight(at, negations, but))
                .sum();
    }

    private static double weight(int at, List<Integer> negations, int but) {
        var turned = negations.stream().anyMatch(no -> no < at && no >= at - REACH) ? TURNED : 1;
        return turned * (but < 0 ? 1 : at < but ? BEFORE_BUT : AFTER_BUT);
    }
}
