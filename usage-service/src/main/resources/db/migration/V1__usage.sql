-- How much was used, one row for each hour, day and month: 2026-11-22T10, 2026-11-22, 2026-11.
-- fillfactor: the rows are updated all the time, and room in the page keeps those updates off the index.
create table usage_counter (
    user_id  varchar(128) not null,
    platform varchar(16)  not null,
    metric   varchar(64)  not null,
    period   varchar(13)  not null,
    used     bigint       not null check (used >= 0),
    primary key (user_id, platform, metric, period)
) with (fillfactor = 70);

-- Which events were counted. Written in the same statement as the counters, so that none is counted twice.
create table usage_event (
    id          uuid        primary key,
    fingerprint uuid        not null,
    recorded_at timestamptz not null default now()
);

-- Events come in the order of time, so this index stays tiny; it finds those that are past their retention.
create index usage_event_recorded_at on usage_event using brin (recorded_at);
