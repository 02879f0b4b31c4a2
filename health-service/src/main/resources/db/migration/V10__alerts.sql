-- Alerts, what is to be delivered of them, and silences: whole documents, each with the version that replaced the one
-- before. Open ones are few and read often; the others are kept for people to look back at.
create table health_alert_record (
    kind     varchar(16) not null,
    id       varchar(36) not null,
    version  bigint      not null,
    is_open  smallint    not null,
    at       bigint      not null,
    document text        not null,
    primary key (kind, id)
);

create index health_alert_record_open on health_alert_record (kind) where is_open = 1;
create index health_alert_record_closed on health_alert_record (kind, at) where is_open = 0;

-- Which replica raises alerts and delivers them.
create table health_alert_lease (
    name    varchar(32) primary key,
    holder  varchar(200) not null,
    expires timestamptz  not null
);
