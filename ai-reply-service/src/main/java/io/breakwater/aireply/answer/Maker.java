package io.breakwater.aireply.answer;

import io.breakwater.aireply.cost.Costs;
import io.breakwater.aireply.dispatch.Dispatcher;
import io.breakwater.aireply.flight.Aboard;
import io.breakwater.aireply.flight.Claim;
import io.breakwater.aireply.flight.Lease;
import io.breakwater.aireply.flight.Leases;
import io.breakwater.aireply.flight.Sought;
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
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

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

    Answer<C> make(Question<C> question, Aboard aboard) throws InterruptedException {
        // Another flight may have landed between the look into the cache and the start of this one.
        var landed = cache.findInMemory(question.key());
        if (landed.isPresent()) {
            return Answer.cached(landed.get());
        }
        return provider.configured() && question.worthAModel() ? inTurn(question, aboard) : locally(question);
    }

    /** What stands in where the model cannot: never kept, so that the model gets its chance when it is back. */
    Answer<C> instead(Question<C> question, Optional<CacheHit<C>> stale, ProblemCode reason, int attempts) {
        return stale.map(hit -> new Answer<>(
                        hit.value(),
                        Provenance.staleCache(hit.age(), hit.value().model(), reason, attempts)))
                .orElseGet(() -> new Answer<>(question.local(), Provenance.localInstead(reason, attempts)));
    }

    /** One at a time over all replicas: what the others have made and whether they are at it is asked in one step. */
    private Answer<C> inTurn(Question<C> question, Aboard aboard) throws InterruptedException {
        var sought = new Sought(
                question.key(), cache.redisKey(question.key()), cache.settings().staleFor());
        var atOnce = leases.ask(sought);
        if (atOnce.isPresent()) {
            return claimed(atOnce.get(), sought, false, question, aboard);
        }
        // What Redis has of before is to be at hand when the other fails, or takes too long.
        var kept = cache.find(question.key());
        return kept.filter(CacheHit::fresh).isPresent()
                ? Answer.cached(kept.get())
                : claimed(leases.await(sought), sought, true, question, aboard);
    }

    /** @param waited whether another replica was at it, so that its look-up is counted already */
    private Answer<C> claimed(Claim claim, Sought sought, boolean waited, Question<C> question, Aboard aboard)
            throws InterruptedException {
        return switch (claim) {
            case Claim.Made(var bytes) -> {
                var hit = cache.received(question.key(), bytes);
                if (hit.isEmpty()) {
                    // Sealed with another key, say: as good as not there.
                    var anew = sought.anew();
                    yield claimed(leases.await(anew), anew, waited, question, aboard);
                }
                yield landed(hit.get(), waited);
            }
            case Claim.Failed(var reason) -> {
                cache.coalesced();
                yield afterAnothers(reason, question);
            }
            case Claim.Ours(var lease, var kept) -> {
                try (lease) {
                    var known = kept.flatMap(bytes -> cache.received(question.key(), bytes))
                            .or(() -> cache.peek(question.key()));
                    if (known.filter(CacheHit::fresh).isPresent()) {
                        // Made anew by another that could not read what was there either.
                        yield landed(known.get(), waited);
                    }
                    if (!waited) {
                        cache.counted(known);
                    }
                    yield ours(lease, question, known, aboard);
                }
            }
        };
    }

    private Answer<C> landed(CacheHit<C> hit, boolean waited) {
        if (waited) {
            cache.coalesced();
        } else {
            cache.counted(Optional.of(hit));
        }
        return Answer.cached(hit);
    }

    private Answer<C> ours(Lease lease, Question<C> question, Optional<CacheHit<C>> stale, Aboard aboard)
            throws InterruptedException {
        var answer = byModel(lease, question, stale, aboard);
        // What is the model's fault is so for all; that nobody waited here, or no time was left, is not.
        Optional.ofNullable(answer.provenance().reason())
                .filter(MODELS_FAULT::contains)
                .ifPresent(lease::failed);
        return answer;
    }

    private Answer<C> afterAnothers(ProblemCode failure, Question<C> question) {
        if (!fallbacks.enabled()) {
            throw ProblemException.of(failure, "The model failed or could not be reached");
        }
        return instead(question, cache.peek(question.key()), failure, 0);
    }

    private Answer<C> byModel(Lease lease, Question<C> question, Optional<CacheHit<C>> stale, Aboard aboard)
            throws InterruptedException {
        var prompt = question.prompt();
        try (var place = dispatcher.admit(question.user(), aboard.priority(), aboard::end);
                var expense = costs.expense(question.payer(), provider.model(), prompt)) {
            aboard.whenMoreUrgent(place::raise);
            // Who boarded in between was told to nobody.
            place.raise(aboard.priority());
            var read = new AtomicReference<Optional<C>>(Optional.empty());
            var call = new ModelCall(
                    prompt,
                    place,
                    expense::reserve,
                    aboard::end,
                    said -> read.set(Optional.of(question.read(said.text(), said.model()))),
                    parts(question, aboard));
            try {
                return switch (model.ask(call)) {
                    case ModelOutcome.Answered(var answer, var attempts) ->
                        kept(
                                lease,
                                question,
                                new Answer<>(
                                        read.get().orElseThrow(),
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

    /** Where there is no model to ask. */
    private Answer<C> locally(Question<C> question) {
        var found = cache.find(question.key());
        if (found.filter(CacheHit::fresh).isPresent()) {
            return Answer.cached(found.get());
        }
        var answer = new Answer<>(question.local(), Provenance.local());
        cache.put(question.key(), answer.content());
        return answer;
    }

    private Answer<C> kept(Lease lease, Question<C> question, Answer<C> answer) {
        cache.keep(question.key(), answer.content())
                .ifPresent(bytes -> lease.made(bytes, cache.settings().keptFor()));
        return answer;
    }
}
