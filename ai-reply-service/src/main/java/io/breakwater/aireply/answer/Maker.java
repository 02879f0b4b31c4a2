package io.breakwater.aireply.answer;

import io.breakwater.aireply.cost.Costs;
import io.breakwater.aireply.dispatch.Dispatcher;
import io.breakwater.aireply.flight.Aboard;
import io.breakwater.aireply.model.LlmProvider;
import io.breakwater.aireply.model.ModelCall;
import io.breakwater.aireply.model.ModelGateway;
import io.breakwater.aireply.model.ModelOutcome;
import io.breakwater.resilience.cache.CacheHit;
import io.breakwater.resilience.cache.TwoLevelCache;
import io.breakwater.resilience.problem.ProblemCode;
import org.jspecify.annotations.Nullable;

/** Makes an answer that the cache does not have: by the model where there is one, else by the local engine. */
final class Maker<C extends Content> {

    private final TwoLevelCache<C> cache;
    private final LlmProvider provider;
    private final ModelGateway model;
    private final Costs costs;
    private final Dispatcher dispatcher;

    Maker(TwoLevelCache<C> cache, LlmProvider provider, ModelGateway model, Costs costs, Dispatcher dispatcher) {
        this.cache = cache;
        this.provider = provider;
        this.model = model;
        this.costs = costs;
        this.dispatcher = dispatcher;
    }

    /** @param stale what may stand in for a new answer */
    Answer<C> make(Question<C> question, @Nullable CacheHit<C> stale, Aboard aboard) throws InterruptedException {
        // Another flight may have landed between the look into the cache and the start of this one.
        var landed = cache.peek(question.key()).filter(CacheHit::fresh);
        if (landed.isPresent()) {
            var content = landed.get().value();
            return new Answer<>(content, Provenance.cache(landed.get().age(), content.model()));
        }
        return provider.configured() && question.worthAModel()
                ? byModel(question, stale, aboard)
                : kept(question, locally(question));
    }

    /** What stands in where the model cannot: never kept, so that the model gets its chance when it is back. */
    Answer<C> instead(Question<C> question, @Nullable CacheHit<C> stale, ProblemCode reason, int attempts) {
        return stale == null
                ? new Answer<>(question.local(), Provenance.localInstead(reason, attempts))
                : new Answer<>(
                        stale.value(),
                        Provenance.staleCache(stale.age(), stale.value().model(), reason, attempts));
    }

    private Answer<C> byModel(Question<C> question, @Nullable CacheHit<C> stale, Aboard aboard)
            throws InterruptedException {
        try (var place = dispatcher.admit(question.user(), aboard.priority(), aboard::end)) {
            aboard.whenMoreUrgent(place::raise);
            // Who boarded in between was told to nobody.
            place.raise(aboard.priority());
            var call =
                    new ModelCall(question.prompt(), place, aboard::end, text -> question.read(text, provider.model()));
            return switch (model.ask(call)) {
                case ModelOutcome.Answered(var answer, var attempts) ->
                    kept(
                            question,
                            new Answer<>(
                                    question.read(answer.text(), answer.model()),
                                    Provenance.model(
                                            answer.model(),
                                            attempts,
                                            answer.usage(),
                                            costs.of(answer.model(), answer.usage()))));
                case ModelOutcome.Away(var reason, var attempts) -> instead(question, stale, reason, attempts);
            };
        }
    }

    private Answer<C> locally(Question<C> question) {
        return new Answer<>(question.local(), Provenance.local());
    }

    private Answer<C> kept(Question<C> question, Answer<C> answer) {
        cache.put(question.key(), answer.content());
        return answer;
    }
}
