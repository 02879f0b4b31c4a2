package io.breakwater.usage.counting;

import io.breakwater.resilience.identity.UserId;
import io.breakwater.usage.account.Account;
import io.breakwater.usage.period.Period;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.util.List;

/** A counter as the database has it. Read only: counters are written in batches, by {@link PostgresCounters}. */
@Entity
@Table(name = "usage_counter")
public class UsageCounter extends PanacheEntityBase {

    @EmbeddedId
    public Key key;

    @Column(nullable = false)
    public long used;

    /** What a counter counts. */
    @Embeddable
    public record Key(
            @Column(name = "user_id", length = 128) String user,
            @Column(length = 16) String platform,
            @Column(length = 64) String metric,
            @Column(length = 13) String period) {}

    static List<UsageCounter> of(Account account, String period) {
        return list(
                "key.user = ?1 and key.platform = ?2 and key.period = ?3",
                account.user().value(),
                account.platform().slug(),
                period);
    }

    /** The counters of an account whose periods, all of one window, lie between these two, which are included. */
    static List<UsageCounter> between(Account account, Period first, Period last) {
        return list(
                "key.user = ?1 and key.platform = ?2 and length(key.period) = ?3 and key.period between ?4 and ?5",
                account.user().value(),
                account.platform().slug(),
                first.window().length(),
                first.value(),
                last.value());
    }

    /** Forgets a person's; answers how many there were. In a transaction. */
    static long erase(UserId user) {
        return delete("key.user", user.value());
    }
}
