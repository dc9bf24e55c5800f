-- The trace in which an event came about (W3C traceparent), if its request belonged to one.
alter table outbox add column trace_parent text;
