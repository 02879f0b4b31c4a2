package io.breakwater.usage.limit;

import io.breakwater.resilience.identity.UserId;
import io.breakwater.usage.account.Account;
import io.breakwater.usage.period.Window;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One limit as the database has it. */
@Entity
@Table(name = "usage_limit")
public class UsageLimit extends PanacheEntityBase {

    @EmbeddedId
    public Key key;

    @Column(nullable = false)
    public long amount;

    /** What is limited. */
    @Embeddable
    public record Key(
            @Column(name = "user_id", length = 128) String user,
            @Column(length = 16) String platform,
            @Column(length = 64) String metric,
            @Column(name = "period_window", length = 5) String window) {}

    protected UsageLimit() {}

    private UsageLimit(Key key, long amount) {
        this.key = key;
        this.amount = amount;
    }

    /** All limits of an account. In a transaction. */
    public static Limits of(Account account) {
        var limits = new HashMap<String, @Nullable Map<Window, @Nullable Long>>();
        for (var limit : UsageLimit.<UsageLimit>list(
                "key.user = ?1 and key.platform = ?2",
                account.user().value(),
                account.platform().slug())) {
            var windows = limits.computeIfAbsent(limit.key.metric(), _ -> new HashMap<>());
            if (windows != null) {
                windows.put(Window.parse(limit.key.window()), limit.amount);
            }
        }
        return new Limits(limits);
    }

    /** Replaces all limits of an account. In a transaction. */
    static void replace(Account account, Limits limits) {
        delete(
                "key.user = ?1 and key.platform = ?2",
                account.user().value(),
                account.platform().slug());
        var rows = new ArrayList<UsageLimit>();
        limits.byMetric()
                .forEach((metric, windows) -> windows.forEach((window, amount) -> rows.add(new UsageLimit(
                        new Key(account.user().value(), account.platform().slug(), metric, window.slug()), amount))));
        persist(rows);
    }

    /** Forgets a person's; answers how many there were. In a transaction. */
    public static long erase(UserId user) {
        return delete("key.user", user.value());
    }
}
