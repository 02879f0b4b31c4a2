-- What operators decided: registered dependencies, breakers held open until a time, and what they did.
create sequence health_document_number;

create table health_document (
  kind text not null,
  name text not null,
  body text,
  changed_at bigint not null,
  number bigint not null default nextval('health_document_number'),
  primary key (kind, name)
);

create index health_document_by_number on health_document (number);
