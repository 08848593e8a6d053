-- What makes looking at a mailbox again cheap, and tells whose a mail is.

alter table mail_threads add column history_id text not null default '';
comment on column mail_threads.history_id is 'Gmail''s mark of the thread''s state: as long as it is the same, nothing of it is read again.';

alter table mail_threads add column participants integer not null default 1 check (participants >= 0);
comment on column mail_threads.participants is 'Addresses that wrote or were written to.';

create index contact_points_by_domain on contact_points (reverse(split_part(value, '@', -1)) text_pattern_ops)
  where kind = 'email';
comment on index contact_points_by_domain is 'Backwards, so that the domains below another one follow it.';
