-- What the replica that checks last found of each registered dependency, for those that do not check.
create table health_check_result (
  name text primary key,
  status text not null,
  latency_ms double precision,
  detail text,
  checked_at timestamptz not null
);

create index health_check_result_by_time on health_check_result (checked_at);
