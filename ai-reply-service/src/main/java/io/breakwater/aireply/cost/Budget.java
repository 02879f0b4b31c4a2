package io.breakwater.aireply.cost;

import io.breakwater.resilience.problem.Failures;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * The day's budget: reserved before a call, settled after it. Redis decides where there is one; alone, this instance
 * counts its own and what it last heard of the others. The lock guards this instance's numbers and is never held while
 * Redis or the disk is asked.
 */
@Singleton
class Budget {

    private static final Logger LOG = Logger.getLogger(Budget.class);

    private final Optional<Long> limit;
    private final SharedBudget shared;
    private final CostStore store;
    private final InstantSource clock;
    private Optional<Ledger> ledger = Optional.empty();

    Budget(Prices prices, SharedBudget shared, CostStore store, InstantSource clock) {
        this.limit = prices.budgetUsdPerDay().map(Money::units);
        this.shared = shared;
        this.store = store;
        this.clock = clock;
    }

    /** This instance's numbers of one day, in {@link Money}'s units. */
    private static final class Ledger {

        private final String id;
        private final LocalDate day;
        private final Map<String, Long> reserved = new HashMap<>();
        private final Map<String, Long> largest = new HashMap<>();
        private long mine;
        private long others;

        Ledger(String id, LocalDate day, long mine) {
            this.id = id;
            this.day = day;
            this.mine = mine;
        }

        long reservedSum() {
            return reserved.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    /**
     * The budget now.
     *
     * @param limit empty where there is none
     */
    record Status(Optional<Long> limit, long spent, long reserved) {}

    /** Whether a call may be made; true reserves what it may cost, until {@link #settle}. */
    boolean reserve(LocalDate day, String id, String kind, long worst) {
        if (limit.isEmpty() || worst == 0) {
            return true;
        }
        var own = ledger(day);
        // Here first, so that this instance's own view holds what is under way whoever decides.
        var alone = reserveAlone(own, id, kind, worst);
        var seen = shared.reserve(day, own.id, mine(own), id, kind, worst, limit.get());
        if (seen.isEmpty()) {
            return alone;
        }
        if (seen.get().granted() && !affordable(own, seen.get())) {
            // A Redis that has lost what the others told it grants too much; we have heard them before.
            settle(day, id, kind, 0);
            return false;
        }
        if (!seen.get().granted()) {
            forget(own, id);
        }
        return seen.get().granted();
    }

    /** The call is over and cost this: 0 where it failed. */
    void settle(LocalDate day, String id, String kind, long cost) {
        if (limit.isEmpty()) {
            return;
        }
        var own = ledger(day);
        synchronized (this) {
            own.reserved.remove(id);
            own.mine += cost;
            if (cost > 0) {
                own.largest.merge(kind, cost, Math::max);
            }
        }
        shared.settle(day, own.id, mine(own), id, kind, cost).ifPresent(all -> heard(own, all));
    }

    /** As this instance last saw it. */
    Status status() {
        if (limit.isEmpty()) {
            return new Status(limit, 0, 0);
        }
        var own = ledger(today());
        synchronized (this) {
            return new Status(limit, own.mine + own.others, own.reservedSum());
        }
    }

    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private synchronized boolean reserveAlone(Ledger own, String id, String kind, long worst) {
        var amount = Math.min(worst, own.largest.getOrDefault(kind, worst));
        if (own.mine + own.others + own.reservedSum() + amount > limit.orElse(Long.MAX_VALUE)) {
            return false;
        }
        own.reserved.put(id, amount);
        return true;
    }

    private synchronized boolean affordable(Ledger own, SharedBudget.Seen all) {
        heard(own, all);
        return own.mine + own.others + all.amount() <= limit.orElse(Long.MAX_VALUE);
    }

    /** What the others have spent only grows. */
    private synchronized void heard(Ledger own, SharedBudget.Seen all) {
        own.others = Math.max(own.others, all.spent() - own.mine);
    }

    private synchronized void forget(Ledger own, String id) {
        own.reserved.remove(id);
    }

    private synchronized long mine(Ledger own) {
        return own.mine;
    }

    private Ledger ledger(LocalDate day) {
        synchronized (this) {
            if (ledger.isPresent() && !ledger.get().day.isBefore(day)) {
                return ledger.get();
            }
        }
        var opened = open(day);
        synchronized (this) {
            if (ledger.isEmpty() || ledger.get().day.isBefore(day)) {
                ledger = Optional.of(opened);
            }
            return ledger.get();
        }
    }

    /** A disk that cannot be read costs this instance its memory of the day, and nobody their answer. */
    private Ledger open(LocalDate day) {
        try {
            var spent =
                    store.of(day.toString()).stream().mapToLong(CostRow::units).sum();
            return new Ledger(store.ledger(day), day, spent);
        } catch (RuntimeException unreadable) {
            LOG.warnf(
                    "event=ai-budget-from-zero reason=%s",
                    Failures.codeOf(unreadable).slug());
            return new Ledger(UUID.randomUUID().toString(), day, 0);
        }
    }
}
