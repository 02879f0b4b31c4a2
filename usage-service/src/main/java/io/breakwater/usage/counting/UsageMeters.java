package io.breakwater.usage.counting;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;

/** What becomes of events, for those who watch: {@code breakwater_usage_*}. */
@Singleton
class UsageMeters {

    private final Counter counted;
    private final Counter duplicate;
    private final Counter journaled;
    private final Counter overQuota;
    private final Counter conflict;
    private final Counter reconciled;
    private final Counter deadLetters;

    UsageMeters(MeterRegistry registry, Journal journal) {
        counted = events(registry, "counted");
        duplicate = events(registry, "duplicate");
        journaled = events(registry, "journaled");
        overQuota = events(registry, "over-quota");
        conflict = events(registry, "conflict");
        reconciled = Counter.builder("breakwater.usage.reconciled")
                .description("Events that were moved from the journal to the database")
                .register(registry);
        deadLetters = Counter.builder("breakwater.usage.dead.letters")
                .description("Events that were acknowledged in an outage and could not be counted after it")
                .register(registry);
        Gauge.builder("breakwater.usage.pending", journal, Journal::sizeAtMost)
                .description("Events in the journal that wait for the database, at most")
                .register(registry);
    }

    private static Counter events(MeterRegistry registry, String outcome) {
        return Counter.builder("breakwater.usage.events")
                .description("Events that came, by what became of them")
                .tag("outcome", outcome)
                .register(registry);
    }

    void told(Outcome outcome) {
        of(outcome).increment();
    }

    private Counter of(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Counted it -> it.duplicate() ? duplicate : counted;
            case Outcome.Journaled it -> it.duplicate() ? duplicate : journaled;
            case Outcome.OverQuota _ -> overQuota;
            case Outcome.Conflict _ -> conflict;
        };
    }

    void reconciled(int events, int dead) {
        reconciled.increment(events);
        deadLetters.increment(dead);
    }
}
