-- What an account may use in a window. An account without a row is not limited.
create table usage_limit (
    user_id       varchar(128) not null,
    platform      varchar(16)  not null,
    metric        varchar(64)  not null,
    period_window varchar(5)   not null check (period_window in ('hour', 'day', 'month')),
    amount        bigint       not null check (amount >= 0),
    primary key (user_id, platform, metric, period_window)
);

-- How many events were counted, ever; usage_event forgets the old ones. Written in the statement that counts them. Many
-- rows, one for each connection as good as always, because one row would make all writers wait for each other.
create table usage_ledger (
    shard      smallint primary key,
    committed  bigint   not null default 0,
    duplicates bigint   not null default 0,
    rejected   bigint   not null default 0
) with (fillfactor = 50);

insert into usage_ledger (shard, committed) select 0, count(*) from usage_event;

-- What was acknowledged while the database was away and could not be counted when it was back: its id was taken by
-- another event, or it came too late to know whether it had been counted.
create table usage_dead_letter (
    id          uuid         not null,
    fingerprint uuid         not null,
    user_id     varchar(128) not null,
    platform    varchar(16)  not null,
    metric      varchar(64)  not null,
    amount      bigint       not null,
    occurred_at timestamptz  not null,
    kept_at     timestamptz  not null,
    reason      varchar(32)  not null,
    recorded_at timestamptz  not null default now(),
    primary key (id, fingerprint)
);

create index usage_dead_letter_user on usage_dead_letter (user_id);

-- Who was erased and when, so that what other replicas still hold of them is not counted. A hash, not a name.
create table usage_erasure (
    person    uuid        primary key,
    erased_at timestamptz not null default now()
);

-- A BRIN index finds old rows only while rows lie in the order of time, and rows that fill the room of dropped ones do not.
drop index usage_event_recorded_at;
create index usage_event_recorded_at on usage_event (recorded_at);

-- Finds the hours and days that are past their retention.
create index usage_counter_period on usage_counter (period) where length(period) > 7;
