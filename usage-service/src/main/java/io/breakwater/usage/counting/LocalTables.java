package io.breakwater.usage.counting;

import io.breakwater.resilience.store.LocalSchema;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The tables that usage has in the local store. */
final class LocalTables {

    private LocalTables() {}

    @Produces
    @Singleton
    static LocalSchema schema() {
        return new LocalSchema("usage", """
                -- Standalone: what was counted, as in PostgreSQL.
                create table usage_counter (
                    user_id  text not null,
                    platform text not null,
                    metric   text not null,
                    period   text not null,
                    used     integer not null,
                    primary key (user_id, platform, metric, period)
                ) without rowid;

                create table usage_event (
                    id          text primary key,
                    fingerprint text not null,
                    recorded_at integer not null
                ) without rowid;

                create index usage_event_recorded_at on usage_event (recorded_at);

                -- With a database: what it has not acknowledged yet, in the order of arrival.
                create table usage_journal (
                    position    integer primary key autoincrement,
                    id          text not null unique,
                    fingerprint text not null,
                    user_id     text not null,
                    platform    text not null,
                    metric      text not null,
                    amount      integer not null,
                    occurred_at integer not null
                );

                -- All that a sum over one account needs, so that it reads the index alone.
                create index usage_journal_account
                    on usage_journal (user_id, platform, occurred_at, metric, amount);
                """, """
                create table usage_limit (
                    user_id       text not null,
                    platform      text not null,
                    metric        text not null,
                    period_window text not null,
                    amount        integer not null,
                    primary key (user_id, platform, metric, period_window)
                ) without rowid;

                -- Standalone: how many events were counted, ever; usage_event forgets the old ones.
                create table usage_ledger (
                    id         integer primary key check (id = 1),
                    committed  integer not null,
                    duplicates integer not null default 0,
                    rejected   integer not null default 0
                );
                insert into usage_ledger (id, committed) select 1, count(*) from usage_event;

                -- When it was taken in, by our clock.
                alter table usage_journal add column kept_at integer not null default 0;
                update usage_journal set kept_at = cast(strftime('%s', 'now') as integer) * 1000;

                create index usage_counter_period on usage_counter (period) where length(period) > 7;
                """, """
                -- Sums over an account go on from where the last one ended, so that the index ends with the position,
                -- which every index of SQLite does by itself.
                drop index usage_journal_account;
                create index usage_journal_account on usage_journal (user_id, platform);
                """);
    }
}
