/**
 * Version 6: what has ended may be forgotten, and nothing else: the runtime role may remove nonces, sessions and enrolment
 * links whose end has passed, by the database's own clock too.
 */
export const m0006Expiry = `
CREATE INDEX nonce_expiry ON nonce (tenant, expires_at);
CREATE INDEX officer_session_expiry ON officer_session (tenant, expires_at);
CREATE INDEX enrol_token_expiry ON enrol_token (tenant, expires_at);
GRANT DELETE ON nonce, enrol_token TO tram_so_hub;
CREATE POLICY ended_only ON nonce AS RESTRICTIVE FOR DELETE TO tram_so_hub
  USING (expires_at < extract(epoch FROM now()) * 1000);
CREATE POLICY ended_only ON enrol_token AS RESTRICTIVE FOR DELETE TO tram_so_hub
  USING (expires_at < extract(epoch FROM now()) * 1000);
`
