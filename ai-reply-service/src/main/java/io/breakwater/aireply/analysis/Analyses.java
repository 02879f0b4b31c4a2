package io.breakwater.aireply.analysis;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.breakwater.aireply.answer.Answer;
import io.breakwater.aireply.answer.Answerer;
import io.breakwater.aireply.answer.Answers;
import io.breakwater.aireply.call.Caller;
import io.breakwater.aireply.local.analysis.LocalAnalyses;
import io.breakwater.aireply.model.LlmProvider;
import io.breakwater.aireply.safety.Fences;
import io.breakwater.aireply.usage.UsageLog;
import io.breakwater.aireply.usage.UsageSettings;
import io.breakwater.resilience.cache.TwoLevelCache;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes analyses and has them counted. */
@Singleton
final class Analyses {

    private static final String METRIC = "analysis";
    private static final String LOCAL = "local";

    private final Answerer<AnalysisContent> answerer;
    private final LlmProvider provider;
    private final LocalAnalyses engine;
    private final UsageLog usage;
    private final UsageSettings usageSettings;
    private final ObjectMapper json;
    private final Fences fences;

    Analyses(
            Answers answers,
            TwoLevelCache<AnalysisContent> cache,
            LlmProvider provider,
            LocalAnalyses engine,
            UsageLog usage,
            UsageSettings usageSettings,
            ObjectMapper json,
            Fences fences) {
        this.answerer = answers.answerer("analysis", cache);
        this.provider = provider;
        this.engine = engine;
        this.usage = usage;
        this.usageSettings = usageSettings;
        this.json = json;
        this.fences = fences;
    }

    @Produces
    @Singleton
    static TwoLevelCache<AnalysisContent> cache(Answers answers) {
        return answers.cache("analyses", AnalysisContent.class);
    }

    Answer<AnalysisContent> analyse(AnalysisOrder order, Caller caller) {
        var model = provider.configured() && !order.record().empty() ? provider.model() : LOCAL;
        var answer = answerer.answer(new AnalysisQuestion(order, model, engine, json, fences), caller);
        // Where nothing was analysed, or nobody is named, there is nothing to count.
        if (!order.record().empty()) {
            order.user()
                    .ifPresent(
                            user -> usage.count(usageSettings.analysisPlatform(), user, METRIC, caller.traceparent()));
        }
        return answer;
    }
}
