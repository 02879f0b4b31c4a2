package io.breakwater.aireply.local;

import io.breakwater.aireply.local.analysis.LocalAnalyses;
import io.breakwater.aireply.local.reply.LocalReplies;
import io.breakwater.resilience.identity.Platform;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Reads the engines' words beside the start, so that it is not the first caller in an outage who waits for that. */
@Singleton
final class WarmUp {

    private final Instance<LocalReplies> replies;
    private final Instance<LocalAnalyses> analyses;

    WarmUp(Instance<LocalReplies> replies, Instance<LocalAnalyses> analyses) {
        this.replies = replies;
        this.analyses = analyses;
    }

    void start(@Observes StartupEvent event) {
        Thread.ofVirtual().name("warm-up").start(() -> {
            for (var platform : Platform.values()) {
                replies.get().reply(platform, "Hello", Optional.empty(), Optional.empty());
            }
            analyses.get();
        });
    }
}
