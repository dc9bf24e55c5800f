-- The last publication of the calendar's log that this service applied: one row, and the lock that makes it once.
create table publication_position (
  only_row     boolean primary key default true check (only_row),
  last_applied bigint not null check (last_applied >= 0)
);

insert into publication_position (last_applied) values (0);

create view published_position as
  select last_applied from publication_position;

-- The role under which published figures are read. In production it is there already, made with the database: the
-- service may not create roles. A role belongs to the cluster: another database may be creating it at this moment.
do $$
begin
  if not exists (select from pg_roles where rolname = '${gateRole}') then
    create role "${gateRole}" nologin;
  end if;
exception
  when duplicate_object or unique_violation then null;
end
$$;

-- SET and nothing more: the service takes the role for a transaction, and inherits nothing from it. Granted only where
-- it is missing, because two databases granting at once would meet in the catalogue.
do $$
begin
  if not pg_has_role(current_user, '${gateRole}', 'SET') then
    grant "${gateRole}" to current_user with set true, inherit false;
  end if;
end
$$;

grant usage on schema public to "${gateRole}";
grant select on published_position to "${gateRole}";
