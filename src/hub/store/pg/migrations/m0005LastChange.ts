/** Version 5: the last change of a group that stands is found by an index, however long a record's history is (SPEC MRG-5). */
export const m0005LastChange = `
CREATE INDEX change_standing ON change (tenant, record, "group", ord) WHERE outcome <> 'conflict';
`
