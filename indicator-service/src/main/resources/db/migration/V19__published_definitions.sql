-- What the public reads of definitions, areas and forms, in the role of the gate: today all of them, as they are stored. A draft
-- that is kept beside them is left out here, and nowhere else.

create view published_agency as select * from agency;
create view published_codelist as select * from codelist;
create view published_code as select * from code;
create view published_indicator as select * from indicator;
create view published_indicator_version as select * from indicator_version;
create view published_indicator_system as select * from indicator_system;
create view published_system_entry as select * from system_entry;
create view published_area as select * from area;
create view published_area_fact as select * from area_fact;
create view published_area_successor as select * from area_successor;
create view published_form as select * from form;
create view published_form_version as select * from form_version;

grant select on published_agency, published_codelist, published_code, published_indicator, published_indicator_version,
  published_indicator_system, published_system_entry, published_area, published_area_fact, published_area_successor,
  published_form, published_form_version to "${gateRole}";
