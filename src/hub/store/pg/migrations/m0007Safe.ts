/** Version 7: how far each chain lies in a backup that was read back whole (SPEC STO-6). It only moves forward. */
export const m0007Safe = `
CREATE TABLE safe (
  tenant uuid NOT NULL REFERENCES tenant,
  chain text COLLATE "C" NOT NULL,
  device text COLLATE "C" NOT NULL,
  n bigint NOT NULL,
  at bigint NOT NULL,
  seq bigint NOT NULL,
  PRIMARY KEY (tenant, chain)
);
CREATE INDEX safe_by_device ON safe (tenant, device, seq);
CREATE TRIGGER safe_forward BEFORE UPDATE ON safe FOR EACH ROW
  WHEN (NEW.n < OLD.n OR NEW.seq < OLD.seq) EXECUTE FUNCTION refuse_change();
ALTER TABLE safe ENABLE ROW LEVEL SECURITY;
ALTER TABLE safe FORCE ROW LEVEL SECURITY;
CREATE POLICY own_tenant ON safe
  USING (tenant = nullif(current_setting('app.tenant', true), '')::uuid)
  WITH CHECK (tenant = nullif(current_setting('app.tenant', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE ON safe TO tram_so_hub;
`
