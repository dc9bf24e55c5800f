-- A refusal about whose row the server would tell all.
create table provoked_figure (
  id    text primary key,
  value numeric constraint provoked_figure_positive check (value > 0)
);
