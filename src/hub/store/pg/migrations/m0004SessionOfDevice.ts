/** Version 4: a session is its device's, so that nobody takes another tablet's sid first (SPEC SES-5). */
export const m0004SessionOfDevice = `
ALTER TABLE session_header DROP CONSTRAINT session_header_pkey;
ALTER TABLE session_header ADD PRIMARY KEY (tenant, device, sid);
`
