package io.breakwater.aireply.cost;

import io.breakwater.aireply.model.TokenUse;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.UUID;

/** What one request's calls of the model may cost: reserved before the first, settled or given back after the last. */
public final class Expense implements AutoCloseable {

    private final Costs costs;
    private final Payer payer;
    private final String model;
    private final long worst;
    private final LocalDate day;
    private final String id = UUID.randomUUID().toString();
    private boolean reserved;

    Expense(Costs costs, Payer payer, String model, long worst, LocalDate day) {
        this.costs = costs;
        this.payer = payer;
        this.model = model;
        this.worst = worst;
        this.day = day;
    }

    /** Whether the day's budget has room for it; asked again it answers the same without asking anybody. */
    public boolean reserve() {
        reserved = reserved || costs.reserve(this);
        return reserved;
    }

    /** Puts down what it did cost, and answers that in US dollars. */
    public BigDecimal settle(TokenUse use) {
        var cost = costs.of(model, use);
        reserved = false;
        costs.settle(this, use, Money.units(cost));
        return cost;
    }

    /** Gives back what was reserved and not settled. */
    @Override
    public void close() {
        if (reserved) {
            reserved = false;
            costs.release(this);
        }
    }

    Payer payer() {
        return payer;
    }

    String model() {
        return model;
    }

    /** What is asked of this model for this platform costs much the same each time. */
    String kind() {
        return model + "/" + payer.platform();
    }

    long worst() {
        return worst;
    }

    LocalDate day() {
        return day;
    }

    String id() {
        return id;
    }
}
