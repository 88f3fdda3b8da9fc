/** Version 19: since when somebody at a kiosk waits for a person (SPEC KSK-7). */
export const m0019Calls = `
ALTER TABLE device ADD COLUMN called_at bigint;
`
