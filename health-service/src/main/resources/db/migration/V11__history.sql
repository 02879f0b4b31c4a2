-- What was seen of each component: checks one by one for a day, changes for longer.
create table health_history (
    component  varchar(128)     not null,
    at         bigint           not null,
    status     varchar(16)      not null,
    latency_ms double precision,
    detail     text,
    changed    smallint         not null,
    primary key (component, at)
);

create index health_history_at on health_history (at);
create index health_history_changed on health_history (component, at) where changed = 1;
create index health_history_plain on health_history (at) where changed = 0;

-- The same in sums: of a minute ('m') or an hour ('h') that begins at that time. What is neither up nor down was not known.
create table health_history_sum (
    component     varchar(128)     not null,
    grain         varchar(1)       not null,
    at            bigint           not null,
    up_ms         bigint           not null,
    down_ms       bigint           not null,
    worst         smallint         not null,
    latency_sum   double precision not null,
    latency_count bigint           not null,
    primary key (component, grain, at)
);

create index health_history_sum_at on health_history_sum (grain, at);

-- Up to when the sums are made.
create table health_history_mark (
    name varchar(16) primary key,
    at   bigint not null
);
