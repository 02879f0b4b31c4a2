package io.breakwater.aireply.reply;

import io.breakwater.aireply.answer.Answer;
import io.breakwater.aireply.answer.Answerer;
import io.breakwater.aireply.answer.Answers;
import io.breakwater.aireply.call.Caller;
import io.breakwater.aireply.local.reply.LocalReplies;
import io.breakwater.aireply.model.LlmProvider;
import io.breakwater.aireply.safety.Fences;
import io.breakwater.aireply.usage.UsageLog;
import io.breakwater.resilience.cache.TwoLevelCache;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes replies and has them counted. */
@Singleton
final class Replies {

    private static final String METRIC = "ai_reply";
    private static final String LOCAL = "local";

    private final Answerer<ReplyContent> answerer;
    private final LlmProvider provider;
    private final LocalReplies engine;
    private final Fences fences;
    private final UsageLog usage;

    Replies(
            Answers answers,
            TwoLevelCache<ReplyContent> cache,
            LlmProvider provider,
            LocalReplies engine,
            Fences fences,
            UsageLog usage) {
        this.answerer = answers.answerer("reply", cache);
        this.provider = provider;
        this.engine = engine;
        this.fences = fences;
        this.usage = usage;
    }

    @Produces
    @Singleton
    static TwoLevelCache<ReplyContent> cache(Answers answers) {
        return answers.cache("ai-replies", ReplyContent.class);
    }

    Answer<ReplyContent> reply(ReplyOrder order, Caller caller) {
        var model = provider.configured() ? provider.model() : LOCAL;
        var answer = answerer.answer(new ReplyQuestion(order, model, engine, fences), caller);
        // Whoever was told the beginning of another answer is not served by this one.
        if (!(caller.told() && answer.provenance().degraded())) {
            usage.count(order.platform(), order.user(), METRIC, caller.traceparent());
        }
        return answer;
    }
}
