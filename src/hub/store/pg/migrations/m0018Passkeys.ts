/**
 * Version 18: passkeys of officers (decision 018). Public keys only. A sign counter never falls, and what was seen to be copied
 * stays blocked: the runtime role can remove such a passkey, not bring it back.
 */
export const m0018Passkeys = `
CREATE TABLE passkey (
  tenant uuid NOT NULL REFERENCES tenant,
  id text COLLATE "C" NOT NULL,
  officer text COLLATE "C" NOT NULL,
  public_key bytea NOT NULL,
  counter bigint NOT NULL,
  label text NOT NULL,
  created_at bigint NOT NULL,
  last_used_at bigint,
  blocked_at bigint,
  PRIMARY KEY (tenant, id)
);
CREATE INDEX passkey_by_officer ON passkey (tenant, officer);
CREATE TRIGGER passkey_forward BEFORE UPDATE ON passkey FOR EACH ROW
  WHEN (NEW.counter < OLD.counter OR NEW.officer <> OLD.officer OR NEW.public_key <> OLD.public_key
    OR (OLD.blocked_at IS NOT NULL AND NEW.blocked_at IS DISTINCT FROM OLD.blocked_at))
  EXECUTE FUNCTION refuse_change();
ALTER TABLE passkey ENABLE ROW LEVEL SECURITY;
ALTER TABLE passkey FORCE ROW LEVEL SECURITY;
CREATE POLICY own_tenant ON passkey
  USING (tenant = nullif(current_setting('app.tenant', true), '')::uuid)
  WITH CHECK (tenant = nullif(current_setting('app.tenant', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON passkey TO tram_so_hub;
`
