package io.breakwater.aireply.analysis;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.breakwater.aireply.answer.AnswerKey;
import io.breakwater.aireply.answer.Question;
import io.breakwater.aireply.cost.Payer;
import io.breakwater.aireply.local.analysis.LocalAnalyses;
import io.breakwater.aireply.model.ChatRequest;
import io.breakwater.resilience.identity.UserId;

/** The record to analyse, and the two ways to do it. */
final class AnalysisQuestion implements Question<AnalysisContent> {

    /** Changes with the prompt, the ranges or the wording, so that no cache mixes answers of two of them. */
    private static final String VERSION = "2";

    private final AnalysisOrder order;
    private final LocalAnalyses engine;
    private final ObjectMapper json;
    private final String key;

    /** @param model who answers: part of the key, so that another model answers anew */
    AnalysisQuestion(AnalysisOrder order, String model, LocalAnalyses engine, ObjectMapper json) {
        this.order = order;
        this.engine = engine;
        this.json = json;
        // User and record are part of the key: one person's analysis never serves another, however alike they are.
        this.key = AnswerKey.of(
                "analysis",
                order.id().value(),
                order.user().map(UserId::value).orElse(""),
                text(order.record()),
                text(order.history()),
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
        return AnalysisPrompt.of(order, json);
    }

    @Override
    public AnalysisContent read(String text, String model) {
        return ModelAnalysis.read(text, model, json);
    }

    @Override
    public AnalysisContent local() {
        return engine.analyse(order.record());
    }

    private String text(Object part) {
        try {
            return json.writeValueAsString(part);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("JSON that was read can be written");
        }
    }
}
