package io.breakwater.aireply.analysis;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.breakwater.aireply.answer.AnswerKey;
import io.breakwater.aireply.answer.Question;
import io.breakwater.aireply.cost.Payer;
import io.breakwater.aireply.local.Language;
import io.breakwater.aireply.local.analysis.LocalAnalyses;
import io.breakwater.aireply.model.ChatRequest;
import io.breakwater.aireply.safety.Fences;
import io.breakwater.resilience.identity.UserId;
import org.jspecify.annotations.Nullable;

/** The record to analyse, and the two ways to do it. */
final class AnalysisQuestion implements Question<AnalysisContent> {

    /** Changes with the prompt, the ranges or the wording, so that no cache mixes answers of two of them. */
    private static final String VERSION = "3";

    private final AnalysisOrder order;
    private final LocalAnalyses engine;
    private final ObjectMapper json;
    private final Fences fences;
    private final String key;

    /** Made when it is first asked for: answers from the cache need none. */
    private volatile @Nullable AnalysisPrompt prompt;

    /** @param model who answers: part of the key, so that another model answers anew */
    AnalysisQuestion(AnalysisOrder order, String model, LocalAnalyses engine, ObjectMapper json, Fences fences) {
        this.order = order;
        this.engine = engine;
        this.json = json;
        this.fences = fences;
        // User and record are part of the key: one person's analysis never serves another, however alike they are.
        this.key = AnswerKey.of(
                "analysis",
                order.id().value(),
                order.user().map(UserId::value).orElse(""),
                text(order.record()),
                text(order.history()),
                language().tag(),
                model,
                VERSION);
    }

    @Override
    public String key() {
        return key;
    }

    @Override
    public String user() {
        return order.limited();
    }

    @Override
    public Payer payer() {
        return new Payer(order.user().map(UserId::value).orElse("anonymous"), "health-records");
    }

    @Override
    public boolean worthAModel() {
        return !order.record().empty();
    }

    @Override
    public ChatRequest prompt() {
        return asked().request();
    }

    @Override
    public AnalysisContent read(String text, String model) {
        var content = ModelAnalysis.read(text, language(), model, json);
        asked().check(content);
        return content.notBelow(local());
    }

    @Override
    public AnalysisContent local() {
        return engine.analyse(order.record(), order.history(), order.language());
    }

    private Language language() {
        return order.language().flatMap(Language::of).orElse(Language.EN);
    }

    private AnalysisPrompt asked() {
        var made = prompt;
        if (made == null) {
            made = AnalysisPrompt.of(order, json, fences);
            prompt = made;
        }
        return made;
    }

    private String text(Object part) {
        try {
            return json.writeValueAsString(part);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("JSON that was read can be written");
        }
    }
}
