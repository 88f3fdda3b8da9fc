/** Version 11: the newest cases by the tenant's sequence, not by a clock that may have been set back (fault 25). */
export const m0011Newest = `
DROP INDEX record_newest;
CREATE INDEX record_newest ON record (tenant, seq DESC, id);
`
