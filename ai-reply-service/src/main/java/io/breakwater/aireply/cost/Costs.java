package io.breakwater.aireply.cost;

import io.breakwater.aireply.model.ChatRequest;
import io.breakwater.aireply.model.TokenUse;
import io.breakwater.resilience.problem.Failures;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import org.jboss.logging.Logger;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Turns tokens into dollars, keeps them within the budget and puts them down. */
@Singleton
public final class Costs {

    private static final Logger LOG = Logger.getLogger(Costs.class);
    private static final int MILLION_DIGITS = 6;

    /** What the roles and frames of two messages take at the most, in tokens. */
    private static final int FRAME_TOKENS = 32;

    private final Prices prices;
    private final Budget budget;
    private final CostStore store;
    private final SharedCosts shared;
    private final Counter refused;

    Costs(Prices prices, Budget budget, CostStore store, SharedCosts shared, MeterRegistry meters) {
        this.prices = prices;
        this.budget = budget;
        this.store = store;
        this.shared = shared;
        this.refused = Counter.builder("breakwater.ai.budget.refused")
                .description("Calls of the model that the day's budget had no room for")
                .register(meters);
    }

    /** In US dollars, exact; 0 for a model without a price. */
    public BigDecimal of(String model, TokenUse usage) {
        var price = prices.prices().get(model);
        if (price == null) {
            return BigDecimal.ZERO;
        }
        var cost = price.prompt()
                .multiply(BigDecimal.valueOf(usage.promptTokens()))
                .add(price.completion().multiply(BigDecimal.valueOf(usage.completionTokens())))
                .movePointLeft(MILLION_DIGITS)
                .stripTrailingZeros();
        return cost.signum() == 0 ? BigDecimal.ZERO : cost;
    }

    /** What asking this may cost, to be reserved, settled and closed. */
    public Expense expense(Payer payer, String model, ChatRequest request) {
        // No tokenizer makes more tokens than there are bytes.
        var read =
                request.instructions().getBytes(UTF_8).length + request.data().getBytes(UTF_8).length;
        var worst = of(model, new TokenUse(read + FRAME_TOKENS, request.maxTokens()));
        return new Expense(this, payer, model, Money.units(worst), budget.today());
    }

    boolean reserve(Expense expense) {
        var granted = budget.reserve(expense.day(), expense.id(), expense.kind(), expense.worst());
        if (!granted) {
            refused.increment();
        }
        return granted;
    }

    void release(Expense expense) {
        budget.settle(expense.day(), expense.id(), expense.kind(), 0);
    }

    /** The answer is there and is given, whatever becomes of its costs: what cannot be put down is told. */
    void settle(Expense expense, TokenUse use, long units) {
        budget.settle(expense.day(), expense.id(), expense.kind(), units);
        try {
            var row = new CostRow(
                    expense.payer().user(),
                    expense.payer().platform(),
                    expense.model(),
                    units,
                    use.promptTokens(),
                    use.completionTokens(),
                    1);
            store.add(expense.day(), row).whenComplete((sum, failure) -> {
                if (failure == null) {
                    shared.tell(expense.day(), sum);
                } else {
                    notKept(units, failure);
                }
            });
        } catch (RuntimeException refused) {
            notKept(units, refused);
        }
    }

    private static void notKept(long units, Throwable failure) {
        LOG.errorf(
                "event=ai-cost-not-kept units=%d reason=%s",
                units, Failures.codeOf(failure).slug());
    }
}
