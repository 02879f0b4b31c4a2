package io.breakwater.aireply.answer;

import io.breakwater.aireply.call.Caller;
import io.breakwater.aireply.flight.FlightAbandonedException;
import io.breakwater.aireply.flight.Passenger;
import io.breakwater.aireply.flight.SingleFlight;
import io.breakwater.resilience.cache.TwoLevelCache;
import io.breakwater.resilience.fallback.FallbackSettings;
import io.breakwater.resilience.problem.Failures;
import io.breakwater.resilience.problem.ProblemCode;
import io.breakwater.resilience.problem.ProblemException;
import java.time.InstantSource;
import java.util.concurrent.TimeoutException;

/** Answers one kind of question: from the cache, else by one flight that all who ask the same meanwhile share. */
public final class Answerer<C extends Content> {

    private final TwoLevelCache<C> cache;
    private final Maker<C> maker;
    private final FallbackSettings fallbacks;
    private final SingleFlight<Answer<C>> flights;

    Answerer(String name, TwoLevelCache<C> cache, Maker<C> maker, FallbackSettings fallbacks, InstantSource clock) {
        this.cache = cache;
        this.maker = maker;
        this.fallbacks = fallbacks;
        this.flights = new SingleFlight<>("flight-" + name, clock);
    }

    /**
     * Answers within the caller's time.
     *
     * @throws ProblemException where fallbacks are switched off and the model does not answer, or the caller went away
     */
    public Answer<C> answer(Question<C> question, Caller caller) {
        var found = cache.findInMemory(question.key());
        if (found.isPresent()) {
            return Answer.cached(found.get());
        }
        try {
            var landed = flights.join(
                    question.key(),
                    new Passenger(question.priority(), caller.deadline().at(), caller.gone(), caller.listener()),
                    // It missed what memory has; Redis is asked once for all aboard.
                    () -> cache.counted(cache.peek(question.key())),
                    aboard -> maker.make(question, aboard));
            if (landed.shared()) {
                cache.coalesced();
                return landed.value().shared();
            }
            return landed.value();
        } catch (TimeoutException tooLate) {
            return outOfTime(question);
        } catch (FlightAbandonedException gone) {
            throw ProblemException.of(ProblemCode.REQUEST_TIMEOUT, "The caller went away");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw ProblemException.of(ProblemCode.TIMEOUT, "It was interrupted");
        } catch (Exception failure) {
            throw Failures.toProblem(failure);
        }
    }

    private Answer<C> outOfTime(Question<C> question) {
        if (!fallbacks.enabled()) {
            throw ProblemException.of(ProblemCode.TIMEOUT, "The model did not answer in time");
        }
        return maker.instead(question, cache.peek(question.key()), ProblemCode.TIMEOUT, 0);
    }
}
