package io.breakwater.aireply.answer;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Limits of an answer and of the caches that keep answers. */
@ConfigMapping(prefix = "breakwater.answer")
public interface AnswerSettings {

    /** How long a whole AI request may take, all attempts included: 120 s at most, by the suite's contract. */
    @WithDefault("120s")
    Duration timeLimit();

    /** Kept back from the caller's time for the answer that a fallback makes when the rest is used up. */
    @WithDefault("250ms")
    Duration reserve();

    /** How many answers each cache keeps in memory, at least 1. The contract's number. */
    @WithDefault("100")
    int cacheEntries();

    /** How long a kept answer is good. The contract's number. */
    @WithDefault("1h")
    Duration freshFor();
}
