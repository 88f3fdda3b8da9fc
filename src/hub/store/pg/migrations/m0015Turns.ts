/** Version 15: new items and those put back are two rows to stand in, each found by the key (`store/nextTurns.ts`). */
export const m0015Turns = `
ALTER TABLE pending DROP CONSTRAINT pending_pkey;
ALTER TABLE pending ADD PRIMARY KEY (tenant, again, ord);
`
