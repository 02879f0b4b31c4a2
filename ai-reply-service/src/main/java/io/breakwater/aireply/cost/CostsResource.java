package io.breakwater.aireply.cost;

import io.breakwater.resilience.problem.ProblemException;
import io.breakwater.resilience.redis.RedisGateway;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What the model cost, by user, platform or model. */
@Path("/api/ai/costs")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Costs")
@RunOnVirtualThread
public final class CostsResource {

    private static final int MOST_ITEMS = 100;

    private final CostStore store;
    private final SharedCosts shared;
    private final Budget budget;
    private final RedisGateway redis;

    CostsResource(CostStore store, SharedCosts shared, Budget budget, RedisGateway redis) {
        this.store = store;
        this.shared = shared;
        this.budget = budget;
        this.redis = redis;
    }

    @GET
    @Operation(
            summary = "What the model cost in a day or a month",
            description = "by is user (the default), platform or model; period is 2026-11-22 or 2026-11 in UTC, today"
                    + " where it is not given. All replicas together where they share a Redis.")
    public CostsAnswer costs(@QueryParam("by") @Nullable String by, @QueryParam("period") @Nullable String period) {
        var key = key(by == null ? "user" : by);
        var today = budget.today();
        var days = days(period == null ? today.toString() : period, today);
        var others = shared.others(days, store.ledger(today));
        var rows = new ArrayList<>(store.of(period == null ? today.toString() : period));
        others.ifPresent(rows::addAll);
        var sums = new LinkedHashMap<String, CostRow>();
        rows.forEach(row -> sums.merge(key.apply(row), row, CostRow::plus));
        return new CostsAnswer(
                period == null ? today.toString() : period,
                by == null ? "user" : by,
                others.isPresent() ? "shared" : "local",
                redis.configured() && others.isEmpty(),
                Money.usd(rows.stream().mapToLong(CostRow::units).sum()),
                rows.stream().mapToLong(CostRow::calls).sum(),
                sums.entrySet().stream()
                        .map(sum -> CostsAnswer.Item.of(sum.getKey(), sum.getValue()))
                        .sorted(Comparator.comparing(CostsAnswer.Item::costUsd)
                                .reversed()
                                .thenComparing(CostsAnswer.Item::key))
                        .limit(MOST_ITEMS)
                        .toList(),
                CostsAnswer.Today.of(budget.status()));
    }

    private static Function<CostRow, String> key(String by) {
        return switch (by) {
            case "user" -> CostRow::user;
            case "platform" -> CostRow::platform;
            case "model" -> CostRow::model;
            default -> throw ProblemException.invalid("by", "must be user, platform or model");
        };
    }

    /** The days of the period up to today. */
    private static List<LocalDate> days(String period, LocalDate today) {
        try {
            if (period.length() == 10) {
                return List.of(LocalDate.parse(period));
            }
            var month = YearMonth.parse(period);
            return month.atDay(1)
                    .datesUntil(month.plusMonths(1).atDay(1))
                    .filter(day -> !day.isAfter(today))
                    .toList();
        } catch (DateTimeException unreadable) {
            throw ProblemException.invalid("period", "must be a day such as 2026-11-22 or a month such as 2026-11");
        }
    }
}
