package io.breakwater.aireply.answer;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.breakwater.aireply.cost.Costs;
import io.breakwater.aireply.dispatch.Dispatcher;
import io.breakwater.aireply.flight.Leases;
import io.breakwater.aireply.model.LlmProvider;
import io.breakwater.aireply.model.ModelGateway;
import io.breakwater.resilience.cache.CacheSettings;
import io.breakwater.resilience.cache.Sealing;
import io.breakwater.resilience.cache.TwoLevelCache;
import io.breakwater.resilience.fallback.FallbackSettings;
import io.breakwater.resilience.redis.RedisGateway;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** Makes the caches and answerers of all kinds of answers from the same settings. */
@Singleton
public final class Answers {

    private final AnswerSettings settings;
    private final FallbackSettings fallbacks;
    private final LlmProvider provider;
    private final ModelGateway model;
    private final Costs costs;
    private final Dispatcher dispatcher;
    private final Leases leases;
    private final RedisGateway redis;
    private final Sealing sealing;
    private final ObjectMapper json;
    private final InstantSource clock;

    Answers(
            AnswerSettings settings,
            FallbackSettings fallbacks,
            LlmProvider provider,
            ModelGateway model,
            Costs costs,
            Dispatcher dispatcher,
            Leases leases,
            RedisGateway redis,
            Sealing sealing,
            ObjectMapper json,
            InstantSource clock) {
        this.settings = settings;
        this.fallbacks = fallbacks;
        this.provider = provider;
        this.model = model;
        this.costs = costs;
        this.dispatcher = dispatcher;
        this.leases = leases;
        this.redis = redis;
        this.sealing = sealing;
        this.json = json;
        this.clock = clock;
    }

    /** A cache for one kind of answer; make it a CDI bean, so that operators see it. */
    public <C extends Content> TwoLevelCache<C> cache(String name, Class<C> type) {
        return new TwoLevelCache<>(
                new CacheSettings(name, settings.cacheEntries(), settings.freshFor(), fallbacks.cacheTimeout()),
                type,
                redis,
                sealing,
                json,
                clock);
    }

    /** Answers one kind of question. */
    public <C extends Content> Answerer<C> answerer(String name, TwoLevelCache<C> cache) {
        return new Answerer<>(
                name,
                cache,
                new Maker<>(cache, provider, model, costs, dispatcher, leases, fallbacks),
                fallbacks,
                clock);
    }
}
