/** Version 3: a held item may be put back into the queue of apply, and the queue knows that it has a verdict (SPEC VDT-3). */
export const m0003Requeue = `
ALTER TABLE pending ADD COLUMN again boolean NOT NULL DEFAULT false;
`
