package io.breakwater.aireply.usage;

import io.breakwater.resilience.identity.Platform;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** How what was served is counted. Where usage-service is stands under {@code breakwater.suite}. */
@ConfigMapping(prefix = "breakwater.usage")
public interface UsageSettings {

    /**
     * The platform under which analyses are counted: usage-service counts by platform, and a health record has none.
     * The metric is {@code analysis}, so that they never mix with what really happened there.
     */
    @WithDefault("linkedin")
    Platform analysisPlatform();

    /** The key to show to usage-service ({@code X-API-Key}), where it wants one. A secret. */
    Optional<String> apiKey();

    /** How many counts may wait here, at least 1; past that new ones are lost, and said to be. 1 row is about 200 bytes. */
    @WithDefault("100000")
    int outboxCapacity();

    /** How many counts are held in memory while the disk is too slow for them, at least 1. 1 takes about 300 bytes. */
    @WithDefault("1000")
    int lateCapacity();

    /** How many counts that usage-service refused are kept for whoever looks into it; the oldest go first. */
    @WithDefault("1000")
    int parkedCapacity();

    /** How many are read, sent and then deleted together, 1 to 1,000, which is what usage-service takes at once. */
    @WithDefault("500")
    int batch();

    /**
     * How long counts are collected before they are sent together. Ours: one at a time they cost more than the answers that
     * they count, nobody waits for them, and an answer that comes while they are deleted waits for the disk.
     */
    @WithDefault("200ms")
    Duration linger();

    /** How long an answer may wait for its count to be on disk. A disk takes 1 to 20 ms. */
    @WithDefault("300ms")
    Duration writeLimit();

    /** How long to wait after usage-service was found away. Well below the 5 s in which we must be back. */
    @WithDefault("1s")
    Duration pause();
}
