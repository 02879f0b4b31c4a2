package io.breakwater.aireply.model;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the model is asked. Where it is stands under {@code breakwater.llm}. */
@ConfigMapping(prefix = "breakwater.model")
public interface ModelSettings {

    /** The model asked for where {@code LLM_MODEL} does not say. Servers with one model ignore the name. */
    @WithDefault("gpt-4o-mini")
    String defaultModel();

    /**
     * In ms: how long one attempt may take, at most 60,000 (the suite's limit for a model call). The shipped
     * configuration hands it to the attempt's {@code @Timeout}.
     */
    @WithDefault("60000")
    long attemptLimitMs();

    /**
     * An attempt that was ended early, because nobody waited any longer, counts against the model when it had this
     * long. Most answers come within it, and a hung model is noticed although all callers are impatient.
     */
    @WithDefault("10s")
    Duration fairTime();

    /** The largest part of the model's calls that may be retries, over the window; 0 to 1. The contract's number. */
    @WithDefault("0.1")
    double retryRatio();

    /** Over how long that is looked at, 1 s or more. */
    @WithDefault("60s")
    Duration retryWindow();

    /**
     * So many retries in a window are allowed however few the calls, 0 or more: where hardly anything is asked, a second
     * attempt is no storm. Ours: what 100 calls would allow, half a minute's worth at the contract's pace.
     */
    @WithDefault("10")
    int retryFloor();

    /** The largest answer that is read. A reply has a few kilobytes. */
    @WithDefault("256K")
    MemorySize maxAnswer();
}
