-- Products, as the catalogue tells of them. A release names one of them; those of before this table may name another, so
-- no key refers to it.
create table product (
  id text primary key
);
