package io.breakwater.aireply.cost;

import io.breakwater.resilience.store.Compiled;
import io.breakwater.resilience.store.LocalSchema;
import io.breakwater.resilience.store.LocalStore;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** What this instance spent, on its own disk, by day. */
@Singleton
class CostStore {

    private static final int KEPT_DAYS = 400;

    private final Compiled upsert = new Compiled("""
            insert into ai_cost (day, user_id, platform, model, units, prompt, completion, calls)
            values (?, ?, ?, ?, ?, ?, ?, ?)
            on conflict do update set units = units + excluded.units,
              prompt = prompt + excluded.prompt, completion = completion + excluded.completion,
              calls = calls + excluded.calls
            returning user_id, platform, model, units, prompt, completion, calls""");

    private final LocalStore store;
    private volatile @Nullable String ledger;

    CostStore(LocalStore store) {
        this.store = store;
    }

    @Produces
    @Singleton
    static LocalSchema schema() {
        return new LocalSchema("ai-cost", """
                create table ai_cost (
                  day text not null,
                  user_id text not null,
                  platform text not null,
                  model text not null,
                  units integer not null,
                  prompt integer not null,
                  completion integer not null,
                  calls integer not null,
                  primary key (day, user_id, platform, model)
                ) without rowid;
                create table ai_ledger (id text not null)""");
    }

    /**
     * Adds to what is there, and answers the sum. No one waits for it alone: it is on disk with the count of the answer that it
     * belongs to, and before that is given.
     */
    CompletableFuture<CostRow> add(LocalDate day, CostRow row) {
        return store.writeSoon(connection -> {
            var upsert = this.upsert.on(connection);
            upsert.setString(1, day.toString());
            upsert.setString(2, row.user());
            upsert.setString(3, row.platform());
            upsert.setString(4, row.model());
            upsert.setLong(5, row.units());
            upsert.setLong(6, row.prompt());
            upsert.setLong(7, row.completion());
            upsert.setLong(8, row.calls());
            try (var rows = upsert.executeQuery()) {
                rows.next();
                return row(rows);
            }
        });
    }

    /** Those of the days that begin with this: {@code 2026-11-22} or {@code 2026-11}. */
    List<CostRow> of(String period) {
        return store.read(connection -> {
            try (var select = connection.prepareStatement("""
                    select user_id, platform, model, sum(units) as units, sum(prompt) as prompt,
                      sum(completion) as completion, sum(calls) as calls
                    from ai_cost where day >= ? and day < ? group by user_id, platform, model""")) {
                select.setString(1, period);
                // Behind all that begin with it: digits and dashes come before.
                select.setString(2, period + "~");
                try (var rows = select.executeQuery()) {
                    var found = new ArrayList<CostRow>();
                    while (rows.next()) {
                        found.add(row(rows));
                    }
                    return found;
                }
            }
        });
    }

    /** What this store is called among those of the other replicas, for ever; once a start it forgets what is very old. */
    String ledger(LocalDate today) {
        var known = ledger;
        if (known == null) {
            known = open(today);
            ledger = known;
        }
        return known;
    }

    private String open(LocalDate today) {
        return store.write(connection -> {
            try (var statement = connection.createStatement();
                    var forget = connection.prepareStatement("delete from ai_cost where day < ?")) {
                forget.setString(1, today.minusDays(KEPT_DAYS).toString());
                forget.executeUpdate();
                statement.executeUpdate("insert into ai_ledger (id) select '" + UUID.randomUUID()
                        + "' where not exists (select 1 from ai_ledger)");
                try (var rows = statement.executeQuery("select id from ai_ledger")) {
                    rows.next();
                    return rows.getString(1);
                }
            }
        });
    }

    private static CostRow row(ResultSet rows) throws SQLException {
        return new CostRow(
                rows.getString("user_id"),
                rows.getString("platform"),
                rows.getString("model"),
                rows.getLong("units"),
                rows.getLong("prompt"),
                rows.getLong("completion"),
                rows.getLong("calls"));
    }
}
