package io.breakwater.aireply.answer;

import io.breakwater.aireply.cost.Costs;
import io.breakwater.aireply.dispatch.Dispatcher;
import io.breakwater.aireply.flight.Aboard;
import io.breakwater.aireply.flight.Leases;
import io.breakwater.aireply.model.LlmProvider;
import io.breakwater.aireply.model.ModelCall;
import io.breakwater.aireply.model.ModelGateway;
import io.breakwater.aireply.model.ModelOutcome;
import io.breakwater.aireply.model.TokenUse;
import io.breakwater.resilience.cache.CacheHit;
import io.breakwater.resilience.cache.TwoLevelCache;
import io.breakwater.resilience.fallback.FallbackSettings;
import io.breakwater.resilience.problem.ProblemCode;
import io.breakwater.resilience.problem.ProblemException;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Makes an answer that the cache does not have: by the model where there is one, else by the local engine. */
final class Maker<C extends Content> {

    private static final Set<ProblemCode> MODELS_FAULT = EnumSet.of(
            ProblemCode.UPSTREAM_ERROR,
            ProblemCode.UPSTREAM_REFUSED,
            ProblemCode.RATE_LIMITED,
            ProblemCode.DEPENDENCY_UNAVAILABLE);

    private final TwoLevelCache<C> cache;
    private final LlmProvider provider;
    private final ModelGateway model;
    private final Costs costs;
    private final Dispatcher dispatcher;
    private final Leases leases;
    private final FallbackSettings fallbacks;

    Maker(
            TwoLevelCache<C> cache,
            LlmProvider provider,
            ModelGateway model,
            Costs costs,
            Dispatcher dispatcher,
            Leases leases,
            FallbackSettings fallbacks) {
        this.cache = cache;
        this.provider = provider;
        this.model = model;
        this.costs = costs;
        this.dispatcher = dispatcher;
        this.leases = leases;
        this.fallbacks = fallbacks;
    }

    /** @param stale what may stand in for a new answer */
    Answer<C> make(Question<C> question, @Nullable CacheHit<C> stale, Aboard aboard) throws InterruptedException {
        // Another flight may have landed between the look into the cache and the start of this one.
        var landed = cache.peek(question.key()).filter(CacheHit::fresh);
        if (landed.isPresent()) {
            return cached(landed.get());
        }
        return provider.configured() && question.worthAModel()
                ? inTurn(question, stale, aboard)
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

    /** One at a time over all replicas. */
    private Answer<C> inTurn(Question<C> question, @Nullable CacheHit<C> stale, Aboard aboard)
            throws InterruptedException {
        try (var lease = leases.take(question.key())) {
            if (lease.failure().isPresent()) {
                cache.coalesced();
                return afterAnothers(lease.failure().get(), question, stale);
            }
            // Another replica may have made it between our look into the cache and this one.
            var landed = cache.look(question.key()).filter(CacheHit::fresh);
            if (landed.isPresent()) {
                cache.coalesced();
                return cached(landed.get());
            }
            var answer = byModel(question, stale, aboard);
            // What is the model's fault is so for all; that nobody waited here, or no time was left, is not.
            Optional.ofNullable(answer.provenance().reason())
                    .filter(MODELS_FAULT::contains)
                    .ifPresent(lease::failed);
            return answer;
        }
    }

    private Answer<C> afterAnothers(ProblemCode failure, Question<C> question, @Nullable CacheHit<C> stale) {
        if (!fallbacks.enabled()) {
            throw ProblemException.of(failure, "The model failed or could not be reached");
        }
        return instead(question, stale, failure, 0);
    }

    private Answer<C> byModel(Question<C> question, @Nullable CacheHit<C> stale, Aboard aboard)
            throws InterruptedException {
        var prompt = question.prompt();
        try (var place = dispatcher.admit(question.user(), aboard.priority(), aboard::end);
                var expense = costs.expense(question.payer(), provider.model(), prompt)) {
            aboard.whenMoreUrgent(place::raise);
            // Who boarded in between was told to nobody.
            place.raise(aboard.priority());
            var call = new ModelCall(
                    prompt,
                    place,
                    expense::reserve,
                    aboard::end,
                    text -> question.read(text, provider.model()),
                    parts(question, aboard));
            try {
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
                                                expense.settle(answer.usage()))));
                    case ModelOutcome.Away(var reason, var attempts) -> instead(question, stale, reason, attempts);
                };
            } finally {
                var lost = call.lost();
                if (!lost.equals(TokenUse.NONE)) {
                    expense.settle(lost);
                }
            }
        }
    }

    private Optional<Consumer<String>> parts(Question<C> question, Aboard aboard) {
        return question.mostTold() > 0 && aboard.listened()
                ? Optional.of(new Told(question.mostTold(), question::mayBegin, aboard::tell))
                : Optional.empty();
    }

    private Answer<C> cached(CacheHit<C> hit) {
        return new Answer<>(hit.value(), Provenance.cache(hit.age(), hit.value().model()));
    }

    private Answer<C> locally(Question<C> question) {
        return new Answer<>(question.local(), Provenance.local());
    }

    private Answer<C> kept(Question<C> question, Answer<C> answer) {
        cache.put(question.key(), answer.content());
        return answer;
    }
}
